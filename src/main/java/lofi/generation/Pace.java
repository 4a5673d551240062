package lofi.generation;

import java.util.Arrays;

/// How fast a generation goes, by its last few steps.
///
/// Uses the median, so that a laptop which slept for an hour, or one slow step, does not spoil the
/// estimate. Of two steps it takes the quicker one, since the first brings what begins with it.
final class Pace {
  private static final int REMEMBERED_STEPS = 9;
  private static final int STEPS_TO_KNOW = 3;

  private final double[] nanosPerToken = new double[REMEMBERED_STEPS];
  private int steps;
  private long lastNanos;
  private int lastTokens;

  Pace(long startNanos) {
    lastNanos = startNanos;
  }

  /// @param tokens as long as there are none, the work has not begun: a model is being loaded
  void advance(long nowNanos, int tokens) {
    if (tokens > lastTokens) {
      nanosPerToken[steps % REMEMBERED_STEPS] =
          (double) (nowNanos - lastNanos) / (tokens - lastTokens);
      steps++;
      lastNanos = nowNanos;
      lastTokens = tokens;
    } else if (tokens == 0) {
      lastNanos = nowNanos;
    }
  }

  /// Whether there were enough steps that one of them alone decides nothing.
  boolean isKnown() {
    return steps >= STEPS_TO_KNOW;
  }

  /// How long the tokens that are left will take; 0 before the first step.
  int secondsFor(int tokensLeft) {
    int known = Math.min(steps, REMEMBERED_STEPS);
    if (known == 0 || tokensLeft <= 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(nanosPerToken, known);
    Arrays.sort(sorted);
    return (int) Math.ceil(sorted[(known - 1) / 2] * tokensLeft / 1e9);
  }
}
