package lofi.music.mix;

import java.util.Arrays;
import lofi.music.dsp.Biquad;
import lofi.music.dsp.Rate;
import lofi.music.dsp.StereoBiquad;

/// The last stage: takes away what is too low to hear, and keeps every peak under the ceiling by
/// looking 4 ms ahead.
///
/// The gain is a line of straight pieces, each `PIECE` frames long. A piece lies below what its own
/// peak allows because both of its ends do; the way down to a coming peak begins three pieces
/// early.
final class Limiter {
  /// −1.5 dBFS leaves room for peaks between the samples.
  private static final float CEILING = .84f;

  private static final int PIECE = 64;
  private static final int AHEAD = 3;

  /// How many frames late the sound comes out.
  static final int LATENCY = PIECE * (AHEAD + 1);

  private final float recovery = (float) (1 - StrictMath.exp(-PIECE / (.15 * Rate.HZ)));
  private final StereoBiquad lowCut = new StereoBiquad(Biquad.highPass(28, .7));
  private final float[] delayedLeft = new float[LATENCY + PIECE];
  private final float[] delayedRight = new float[LATENCY + PIECE];
  private final float[] allowed = new float[AHEAD + 2];
  private float gain = 1;

  Limiter() {
    Arrays.fill(allowed, 1);
  }

  /// Limits one block where it lies.
  void apply(StereoBlock block) {
    lowCut.apply(block.left, block.right, Rate.BLOCK);
    for (int at = 0; at < Rate.BLOCK; at += PIECE) {
      take(block.left, at, delayedLeft);
      take(block.right, at, delayedRight);
      System.arraycopy(allowed, 1, allowed, 0, AHEAD + 1);
      allowed[AHEAD + 1] = allowedFor(peak(delayedLeft, delayedRight));
      float next = nextGain();
      give(delayedLeft, block.left, at, gain, next);
      give(delayedRight, block.right, at, gain, next);
      gain = next;
    }
  }

  private static void take(float[] block, int at, float[] delayed) {
    System.arraycopy(delayed, PIECE, delayed, 0, LATENCY);
    System.arraycopy(block, at, delayed, LATENCY, PIECE);
  }

  private static float peak(float[] left, float[] right) {
    // A square has no sign, which saves every other comparison.
    float highest = 0;
    for (int i = LATENCY; i < LATENCY + PIECE; i++) {
      float l = left[i] * left[i];
      float r = right[i] * right[i];
      highest = l > highest ? l : highest;
      highest = r > highest ? r : highest;
    }
    return (float) Math.sqrt(highest);
  }

  private static float allowedFor(float peak) {
    return peak > CEILING ? CEILING / peak : 1;
  }

  /// The gain at the end of the piece that is given out now: `allowed[0]` is that piece's own.
  private float nextGain() {
    float next = gain + recovery * (1 - gain);
    next = Math.min(next, Math.min(allowed[0], allowed[1]));
    for (int ahead = 2; ahead < allowed.length; ahead++) {
      if (allowed[ahead] < gain) {
        next = Math.min(next, gain + (allowed[ahead] - gain) / ahead);
      }
    }
    return next;
  }

  private static void give(float[] delayed, float[] block, int at, float from, float to) {
    float step = (to - from) / PIECE;
    for (int i = 0; i < PIECE; i++) {
      block[at + i] = delayed[i] * (from + step * i);
    }
  }
}
