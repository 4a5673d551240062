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
  /// How welcome each operator is as the second one.
  private static final double[] LIKELIHOOD = {.3, .25, .16, .18, .05, .06, 0};

  /// An octave, as far as the voice reaches.
  private static final int CLIMAX_LEAP = 12;

  private static final double LAST_LENGTH = 2.4;

  /// One note to be: when, how long, how high above the line's centre.
  record Step(double onset, double length, int height) {}

  static Phrase of(Motif motif) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < motif.onsets().size(); i++) {
      steps.add(new Step(motif.onsets().get(i), motif.lengths().get(i), motif.contour().get(i)));
    }
    return new Phrase(steps);
  }

  /// A way to make something new of a phrase that is still known again.
  enum Operator {
    SEQUENCE,
    NEW_TAIL,
    DISPLACEMENT,
    REDUCTION,
    CLIMAX,
    AUGMENTATION,
    INVERSION
  }

  /// The phrase changed by `first`, and now and then by another operator on top.
  Phrase varied(Operator first, RandomStream draw) {
    Phrase once = changed(first, draw);
    boolean again = draw.chance(.35);
    return again ? once.changed(draw.pick(List.of(Operator.values()), LIKELIHOOD), draw) : once;
  }

  private Phrase changed(Operator operator, RandomStream draw) {
    return switch (operator) {
      case SEQUENCE -> raised(draw.pick(List.of(-4, -2, 2, 3, 4)));
      case NEW_TAIL -> withNewTail(draw);
      case DISPLACEMENT -> displaced(draw.chance(.5) ? .5 : -.5);
      case REDUCTION -> withoutOne(draw);
      case CLIMAX -> withClimax();
      case AUGMENTATION -> augmented();
      case INVERSION -> inverted();
    };
  }

  /// The phrase with a long last note.
  Phrase comingToRest() {
    List<Step> changed = new ArrayList<>(steps);
    Step last = changed.removeLast();
    changed.add(new Step(last.onset(), Math.max(last.length(), LAST_LENGTH), last.height()));
    return new Phrase(changed);
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
    changed.set(highest, new Step(step.onset(), step.length(), step.height() + CLIMAX_LEAP));
    return new Phrase(changed);
  }
}
