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

  private static final int MASK = 2047;
  private static final int KNOT = 32;
  private static final double RATIO_PER_CENT = .000577789506555;

  private final float[] left = new float[MASK + 1];
  private final float[] right = new float[MASK + 1];
  private final float[] delay = new float[Rate.BLOCK];
  private final double wowStep;
  private final double flutterStep;
  private final double wowDepth;
  private final double flutterDepth;
  private double wowTurns;
  private double flutterTurns;
  private double lastKnot;
  private int at;

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
    play(left, block.left);
    play(right, block.right);
    at = (at + Rate.BLOCK) & MASK;
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

  private void play(float[] tape, float[] block) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      tape[at + i] = block[i];
    }
    for (int i = 0; i < Rate.BLOCK; i++) {
      int whole = (int) delay[i];
      block[i] = hermite(tape, at + i - whole, delay[i] - whole);
    }
  }

  private static float hermite(float[] tape, int head, float back) {
    float after = tape[(head + 1) & MASK];
    float here = tape[head & MASK];
    float before = tape[(head - 1) & MASK];
    float earlier = tape[(head - 2) & MASK];
    float slope = .5f * (before - after);
    float bend = after - 2.5f * here + 2f * before - .5f * earlier;
    float twist = .5f * (earlier - after) + 1.5f * (here - before);
    return ((twist * back + bend) * back + slope) * back + here;
  }
}
