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
  private final float[] delay = new float[Rate.BLOCK];
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
    sway();
    record(block.left, left);
    record(block.right, right);
    play(block.left, block.right);
    wind(left);
    wind(right);
    block.sounds();
  }

  /// Draws the delay's curve as short straight lines.
  private void sway() {
    for (int i = 0; i < Rate.BLOCK; i += KNOT) {
      wowTurns += wowStep;
      flutterTurns += flutterStep;
      double knot = LATENCY + wowDepth * Sine.at(wowTurns) + flutterDepth * Sine.at(flutterTurns);
      float from = (float) lastKnot;
      float step = (float) ((knot - lastKnot) / KNOT);
      for (int j = 0; j < KNOT; j++) {
        delay[i + j] = from + step * j;
      }
      lastKnot = knot;
    }
  }

  private static void record(float[] block, float[] tape) {
    System.arraycopy(block, 0, tape, HISTORY, Rate.BLOCK);
  }

  private static void wind(float[] tape) {
    System.arraycopy(tape, Rate.BLOCK, tape, 0, HISTORY);
  }

  private void play(float[] outLeft, float[] outRight) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      int whole = (int) delay[i];
      float back = delay[i] - whole;
      int head = HISTORY + i - whole;
      outLeft[i] = hermite(left, head, back);
      outRight[i] = hermite(right, head, back);
    }
  }

  private static float hermite(float[] tape, int head, float back) {
    float after = tape[head + 1];
    float here = tape[head];
    float before = tape[head - 1];
    float earlier = tape[head - 2];
    float slope = .5f * (before - after);
    float bend = after - 2.5f * here + 2f * before - .5f * earlier;
    float twist = .5f * (earlier - after) + 1.5f * (here - before);
    return ((twist * back + bend) * back + slope) * back + here;
  }
}
