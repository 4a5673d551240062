package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// A song's two bars of drums.
public record DrumPattern(List<DrumBar> bars) {
  /// How often people play the kick on each sixteenth of a bar: 1,342 hip-hop and soul bars of the
  /// Groove MIDI Dataset (Gillick et al. 2019, CC-BY).
  private static final double[] KICK_LIKELIHOOD = {
    .87, .04, .27, .26, .12, .12, .28, .24, .46, .21, .46, .07, .18, .17, .17, .32
  };

  private static final int TRIES = 16;

  public DrumPattern {
    bars = List.copyOf(bars);
  }

  static DrumPattern draw(Style style, RandomStream draw) {
    DrumBar first = drawBar(style, draw);
    DrumBar second = drawBar(style, draw);
    return switch (draw.weighted(.18, .52, .30)) {
      case 0 -> new DrumPattern(List.of(first, first));
      case 1 -> new DrumPattern(List.of(first, answered(first.withOtherKick(draw), second, draw)));
      default ->
          new DrumPattern(List.of(first, answered(first.withKick(second.kick()), second, draw)));
    };
  }

  /// In most songs the second bar has hats of its own, some with one left open at its end.
  private static DrumBar answered(DrumBar bar, DrumBar other, RandomStream draw) {
    DrumBar answer = draw.chance(.6) ? bar.withHatsOf(other) : bar;
    return switch (draw.weighted(.6, .25, .15)) {
      case 1 -> answer.openingAt(14);
      case 2 -> answer.openingAt(6);
      default -> answer;
    };
  }

  /// Whether both bars are the same, so that the drummer has more to change.
  boolean isOneBar() {
    return bars.get(0).equals(bars.get(1));
  }

  /// The kick alone: what people would call the beat.
  List<List<Integer>> kicks() {
    return bars.stream().map(DrumBar::kick).toList();
  }

  private static DrumBar drawBar(Style style, RandomStream draw) {
    List<Integer> kick = drawKick(draw);
    for (int i = 0; i < TRIES && isPlain(kick); i++) {
      kick = drawKick(draw);
    }
    double ghosts = style.has(Trait.GHOSTS) ? 1.7 : 1;
    HatHabit habit = HatHabit.of(RandomStream.of(draw.next(), "hats"), style.density());
    double busy = .5 + style.density();
    return new DrumBar(
        kick,
        drawGhosts(draw, ghosts),
        drawHats(draw, habit, .25 * busy),
        drawHats(draw, habit, .5 * busy),
        -1);
  }

  private static List<Integer> drawKick(RandomStream draw) {
    int wanted = 2 + draw.weighted(.35, .45, .20);
    boolean[] hit = new boolean[16];
    hit[0] = !draw.chance(.08);
    double[] weights = KICK_LIKELIHOOD.clone();
    weights[0] = 0;
    // The snare owns the backbeat.
    weights[4] = 0;
    weights[12] = 0;
    for (int count = hit[0] ? 1 : 0; count < wanted; count++) {
      int step = draw.weighted(weights);
      hit[step] = true;
      weights[step] = 0;
    }
    return steps(hit);
  }

  /// Whether every hit lies on a beat: too stiff for this music.
  private static boolean isPlain(List<Integer> steps) {
    return steps.stream().allMatch(step -> step % 4 == 0);
  }

  private static List<Integer> drawGhosts(RandomStream draw, double rate) {
    boolean[] hit = new boolean[16];
    hit[7] = draw.chance(.23 * rate);
    hit[9] = draw.chance(.26 * rate);
    hit[1] = draw.chance(.16 * rate);
    hit[13] = draw.chance(.16 * rate);
    return steps(hit);
  }

  /// At least three hats lie between the eighths, so that a swing is heard.
  private static List<Integer> drawHats(RandomStream draw, HatHabit habit, double oddLikelihood) {
    boolean[] hit = new boolean[16];
    for (int step = 0; step < 16; step++) {
      hit[step] = draw.chance(habit.likelihood(step, oddLikelihood));
    }
    while (steps(hit).stream().filter(step -> (step & 1) == 1).count() < 3) {
      hit[1 + 2 * draw.below(8)] = true;
    }
    return steps(hit);
  }

  private static List<Integer> steps(boolean[] hit) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < hit.length; i++) {
      if (hit[i]) {
        steps.add(i);
      }
    }
    return List.copyOf(steps);
  }
}
