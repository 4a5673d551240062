package lofi.music.mix;

import lofi.music.dsp.Rate;
import lofi.music.dsp.Sine;

/// A tape that does not run evenly: wow (slow) and flutter (quick) as a delay that sways.
///
/// A sine that sways the delay by A frames at f Hz bends the pitch by 2π f A / rate, so the depth
/// follows from the cents that are wanted. Between samples the delay reads a cubic Hermite curve
/// (Niemitalo, "Polynomial Interpolators for High-Quality Resampling of Oversampled Audio", 2001).
final class Tape {
  /// How long the tape holds the sound back on average.
  static final int LATENCY = 512;

  /// What the tape remembers, more than the longest delay.
  private static final int HISTORY = 2 * LATENCY;

  private static final int KNOT = 32;
  private static final double RATIO_PER_CENT = .000577789506555;

  private final float[] left = new float[HISTORY + Rate.BLOCK];
  private final float[] right = new float[HISTORY + Rate.BLOCK];
  private final double wowStep;
  private final double flutterStep;
  private final double wowDepth;
  private final double flutterDepth;
  private double wowTurns;
  private double flutterTurns;
  private double lastKnot;

  Tape(double wowHz, double wowCents, double flutterHz, double flutterCents) {
    wowStep = wowHz * KNOT / Rate.HZ;
    flutterStep = flutterHz * KNOT / Rate.HZ;
    wowDepth = depth(wowHz, wowCents);
    flutterDepth = depth(flutterHz, flutterCents);
    lastKnot = LATENCY;
  }

  private static double depth(double hertz, double cents) {
    return cents * RATIO_PER_CENT * Rate.HZ / (2 * StrictMath.PI * hertz);
  }

  void apply(StereoBlock block) {
    record(block.left, left);
    record(block.right, right);
    for (int i = 0; i < Rate.BLOCK; i += KNOT) {
      double knot = sway();
      play(block, i, (float) lastKnot, (float) ((knot - lastKnot) / KNOT));
      lastKnot = knot;
    }
    wind(left);
    wind(right);
    block.sounds();
  }

  /// The delay at the next knot; in between its curve is a straight line.
  private double sway() {
    wowTurns += wowStep;
    flutterTurns += flutterStep;
    return LATENCY + wowDepth * Sine.at(wowTurns) + flutterDepth * Sine.at(flutterTurns);
  }

  private static void record(float[] block, float[] tape) {
    System.arraycopy(block, 0, tape, HISTORY, Rate.BLOCK);
  }

  private static void wind(float[] tape) {
    System.arraycopy(tape, Rate.BLOCK, tape, 0, HISTORY);
  }

  /// Plays from `start` to the next knot, while the delay grows by `step` a frame.
  private void play(StereoBlock out, int start, float delay, float step) {
    float[] outLeft = out.left;
    float[] outRight = out.right;
    float[] tapeLeft = left;
    float[] tapeRight = right;
    float held = delay;
    for (int i = start; i < start + KNOT; i++) {
      int whole = (int) held;
      float back = held - whole;
      int head = HISTORY + i - whole;
      // What each of the four samples around weighs is the same for both channels.
      float square = back * back;
      float cube = square * back;
      float earlier = .5f * (cube - square);
      float after = square - .5f * (back + cube);
      float here = 1f + 1.5f * cube - 2.5f * square;
      float before = 1f - after - here - earlier;
      outLeft[i] =
          tapeLeft[head + 1] * after
              + tapeLeft[head] * here
              + (tapeLeft[head - 1] * before + tapeLeft[head - 2] * earlier);
      outRight[i] =
          tapeRight[head + 1] * after
              + tapeRight[head] * here
              + (tapeRight[head - 1] * before + tapeRight[head - 2] * earlier);
      held += step;
    }
  }
}
