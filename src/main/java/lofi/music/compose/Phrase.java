package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;

/// A motif as it is about to be played once: the notes without pitches yet, and the operators that
/// make a variation of it.
///
/// The operators are those of every composition textbook (Schoenberg, "Fundamentals of Musical
/// Composition", chapters 2 to 5): sequence, displacement, reduction, inversion, change of the
/// tail.
record Phrase(List<Step> steps) {
  /// One note to be: when, how long, how high above the line's centre.
  record Step(double onset, double length, int height) {}

  static Phrase of(Motif motif) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < motif.onsets().size(); i++) {
      steps.add(new Step(motif.onsets().get(i), motif.lengths().get(i), motif.contour().get(i)));
    }
    return new Phrase(steps);
  }

  /// Applies one or two operators, drawn at random.
  Phrase varied(RandomStream draw, boolean mayInvert) {
    Phrase once = variedOnce(draw, mayInvert);
    return draw.chance(.35) ? once.variedOnce(draw, mayInvert) : once;
  }

  private Phrase variedOnce(RandomStream draw, boolean mayInvert) {
    return switch (draw.weighted(.26, .22, .14, .16, .08, mayInvert ? .2 : 0, .1)) {
      case 0 -> raised(draw.pick(List.of(-4, -2, 2, 3, 4)));
      case 1 -> withNewTail(draw);
      case 2 -> displaced(draw.chance(.5) ? .5 : -.5);
      case 3 -> withoutOne(draw);
      case 4 -> augmented();
      case 5 -> inverted();
      default -> withClimax();
    };
  }

  private Phrase raised(int by) {
    return new Phrase(
        steps.stream().map(s -> new Step(s.onset(), s.length(), s.height() + by)).toList());
  }

  private Phrase withNewTail(RandomStream draw) {
    List<Step> changed = new ArrayList<>(steps);
    Step last = changed.removeLast();
    int turn = draw.pick(List.of(-5, -3, 3, 5));
    changed.add(
        new Step(last.onset(), last.length() * draw.between(.6, 1.2), last.height() + turn));
    return new Phrase(changed);
  }

  private Phrase displaced(double beats) {
    boolean fits = steps.getFirst().onset() + beats >= 0;
    double by = fits ? beats : .5;
    return new Phrase(
        steps.stream().map(s -> new Step(s.onset() + by, s.length(), s.height())).toList());
  }

  private Phrase withoutOne(RandomStream draw) {
    List<Step> changed = new ArrayList<>(steps);
    if (changed.size() > 2) {
      changed.remove(1 + draw.below(changed.size() - 1));
    }
    return new Phrase(changed);
  }

  private Phrase augmented() {
    boolean fits = steps.getLast().onset() * 1.5 + steps.getLast().length() < 7.5;
    if (!fits) {
      return raised(2);
    }
    return new Phrase(
        steps.stream()
            .map(s -> new Step(Math.floor(s.onset() * 3 + .5) / 2, s.length() * 1.4, s.height()))
            .toList());
  }

  private Phrase inverted() {
    return new Phrase(
        steps.stream().map(s -> new Step(s.onset(), s.length(), -s.height())).toList());
  }

  private Phrase withClimax() {
    int highest = 0;
    for (int i = 0; i < steps.size(); i++) {
      highest = steps.get(i).height() > steps.get(highest).height() ? i : highest;
    }
    List<Step> changed = new ArrayList<>(steps);
    Step step = changed.get(highest);
    changed.set(highest, new Step(step.onset(), step.length(), step.height() + 5));
    return new Phrase(changed);
  }
}
