package lofi.music.compose;

import java.util.List;
import lofi.music.random.RandomStream;

/// A song's two bars of kick drum, as sixteenth steps in each bar.
public record DrumPattern(List<List<Integer>> kickBars) {
  /// How often people play the kick on each sixteenth of a bar: 1,342 hip-hop and soul bars of the
  /// Groove MIDI Dataset (Gillick et al. 2019, CC-BY).
  private static final double[] KICK_LIKELIHOOD = {
    .87, .04, .27, .26, .12, .12, .28, .24, .46, .21, .46, .07, .18, .17, .17, .32
  };

  private static final int TRIES = 16;

  public DrumPattern {
    kickBars = List.copyOf(kickBars);
  }

  static DrumPattern draw(RandomStream draw) {
    List<Integer> first = drawBar(draw);
    List<Integer> second = draw.chance(.5) ? first : drawBar(draw);
    return new DrumPattern(List.of(first, second));
  }

  private static List<Integer> drawBar(RandomStream draw) {
    List<Integer> bar = drawOnce(draw);
    for (int i = 0; i < TRIES && isPlain(bar); i++) {
      bar = drawOnce(draw);
    }
    return bar;
  }

  private static List<Integer> drawOnce(RandomStream draw) {
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

  private static List<Integer> steps(boolean[] hit) {
    List<Integer> steps = new java.util.ArrayList<>();
    for (int i = 0; i < hit.length; i++) {
      if (hit[i]) {
        steps.add(i);
      }
    }
    return List.copyOf(steps);
  }

  /// Whether every hit lies on an even eighth: too stiff for this music.
  private static boolean isPlain(List<Integer> bar) {
    return bar.stream().allMatch(step -> step % 4 == 0);
  }
}
