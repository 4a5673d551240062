package lofi.music.mix;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Rate;
import lofi.music.dsp.StereoBiquad;

/// A room: eight delay lines that feed each other through a Hadamard matrix, each damped as air and
/// curtains damp.
///
/// Jot and Chaigne, "Digital delay networks for designing artificial reverberators" (AES 1991). The
/// lengths share no factor, so their echoes do not pile up.
final class Reverb {
  private static final int[] LENGTHS = {1559, 1741, 2029, 2237, 2447, 2609, 2843, 3041};
  private static final int MASK = 4095;
  private static final float HADAMARD = .35355338f;

  /// Keeps the loops away from numbers so small that processors slow down.
  private static final float FLOOR = 1e-15f;

  private final float[][] lines = new float[LENGTHS.length][MASK + 1];
  private final float[] gains = new float[LENGTHS.length];
  private final int[] lengths = new int[LENGTHS.length];
  private final float[] damped = new float[LENGTHS.length];
  private final float damping;
  private final float[][] heard = new float[LENGTHS.length][Rate.BLOCK];
  private final StereoBiquad lowCut = new StereoBiquad(Biquad.highPass(190, .6));
  private int at;

  /// @param seconds how long the room takes to fall by 60 dB
  /// @param size 1 is a large room, smaller ones ring denser
  Reverb(double seconds, double size, double dampingHz) {
    damping = Rate.onePole(dampingHz);
    for (int i = 0; i < LENGTHS.length; i++) {
      lengths[i] = (int) (LENGTHS[i] * size) | 1;
      double loop = StrictMath.pow(10, -3 * lengths[i] / (seconds * Rate.HZ));
      gains[i] = (float) (loop * HADAMARD);
    }
  }

  /// Fills `out` with the room's answer to `in`.
  void process(float[] in, StereoBlock out) {
    for (int i = 0; i < LENGTHS.length; i++) {
      take(i);
    }
    damp(0);
    damp(4);
    circulate(in, out.left, out.right);
    lowCut.apply(out.left, out.right, Rate.BLOCK);
    out.sounds();
    at = (at + Rate.BLOCK) & MASK;
  }

  /// Takes what leaves one line during this block; every line is longer than a block.
  private void take(int line) {
    int start = (at - lengths[line]) & MASK;
    int untilEnd = Math.min(Rate.BLOCK, MASK + 1 - start);
    System.arraycopy(lines[line], start, heard[line], 0, untilEnd);
    System.arraycopy(lines[line], 0, heard[line], untilEnd, Rate.BLOCK - untilEnd);
  }

  /// Dulls what left four lines, side by side, so that the processor need not wait for one sample
  /// after the other.
  private void damp(int line) {
    float[] ha = heard[line], hb = heard[line + 1], hc = heard[line + 2], hd = heard[line + 3];
    float a = damped[line], b = damped[line + 1], c = damped[line + 2], d = damped[line + 3];
    float share = damping;
    for (int i = 0; i < Rate.BLOCK; i++) {
      a += share * (ha[i] - a);
      b += share * (hb[i] - b);
      c += share * (hc[i] - c);
      d += share * (hd[i] - d);
      ha[i] = a;
      hb[i] = b;
      hc[i] = c;
      hd[i] = d;
    }
    damped[line] = a;
    damped[line + 1] = b;
    damped[line + 2] = c;
    damped[line + 3] = d;
  }

  private void circulate(float[] in, float[] left, float[] right) {
    float[] h0 = heard[0], h1 = heard[1], h2 = heard[2], h3 = heard[3];
    float[] h4 = heard[4], h5 = heard[5], h6 = heard[6], h7 = heard[7];
    for (int i = 0; i < Rate.BLOCK; i++) {
      left[i] = h0[i] + h2[i] - h4[i] + h6[i];
      right[i] = h1[i] - h3[i] + h5[i] - h7[i];
    }
    mixPairs(h0, h1);
    mixPairs(h2, h3);
    mixPairs(h4, h5);
    mixPairs(h6, h7);
    mixPairs(h0, h2);
    mixPairs(h1, h3);
    mixPairs(h4, h6);
    mixPairs(h5, h7);
    mixPairs(h0, h4);
    mixPairs(h1, h5);
    mixPairs(h2, h6);
    mixPairs(h3, h7);
    for (int line = 0; line < LENGTHS.length; line++) {
      feed(lines[line], heard[line], in, gains[line]);
    }
  }

  /// One butterfly of the fast Hadamard transform.
  private static void mixPairs(float[] a, float[] b) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      float sum = a[i] + b[i];
      b[i] = a[i] - b[i];
      a[i] = sum;
    }
  }

  private void feed(float[] line, float[] mixed, float[] in, float gain) {
    int start = at;
    for (int i = 0; i < Rate.BLOCK; i++) {
      line[start + i] = in[i] + mixed[i] * gain + FLOOR;
    }
  }
}
