package lofi.music.mix;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Rate;

/// A room: eight delay lines that feed each other through a Hadamard matrix, each damped as air and
/// curtains damp.
///
/// Jot and Chaigne, "Digital delay networks for designing artificial reverberators" (AES 1991). The
/// lengths share no factor, so their echoes do not pile up.
final class Reverb {
  private static final int[] LENGTHS = {1559, 1741, 2029, 2237, 2447, 2609, 2843, 3041};
  private static final int HALF = LENGTHS.length / 2;
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
  private final Biquad lowCut = Biquad.highPass(190, .6);
  private final float level;
  private int at;

  /// @param seconds how long the room takes to fall by 60 dB
  /// @param size 1 is a large room, smaller ones ring denser
  /// @param level of the room beside what it is fed with
  Reverb(double seconds, double size, double dampingHz, double level) {
    this.level = (float) level;
    damping = Rate.onePole(dampingHz);
    for (int i = 0; i < LENGTHS.length; i++) {
      lengths[i] = (int) (LENGTHS[i] * size) | 1;
      double loop = StrictMath.pow(10, -3 * lengths[i] / (seconds * Rate.HZ));
      gains[i] = (float) (loop * HADAMARD);
    }
  }

  /// Adds the room's answer to `in`, which is used up.
  void process(float[] in, StereoBlock out) {
    lowCut.apply(in, Rate.BLOCK);
    for (int line = 0; line < LENGTHS.length; line++) {
      take(line);
    }
    out.sounds();
    answer(0, level, out);
    answer(HALF, -level, out);
    for (int line = 0; line < HALF; line++) {
      feed(line, line + HALF, in);
    }
    at = (at + Rate.BLOCK) & MASK;
  }

  /// Takes what leaves one line during this block; every line is longer than a block.
  private void take(int line) {
    int start = (at - lengths[line]) & MASK;
    int untilEnd = Math.min(Rate.BLOCK, MASK + 1 - start);
    System.arraycopy(lines[line], start, heard[line], 0, untilEnd);
    System.arraycopy(lines[line], 0, heard[line], untilEnd, Rate.BLOCK - untilEnd);
  }

  /// Dulls what left four lines, lets it be heard, and mixes the four with each other: the first
  /// two steps of the fast Hadamard transform.
  ///
  /// All of it is done in one pass, since a sample that is at hand costs less than one that is
  /// fetched again.
  private void answer(int line, float firstLevel, StereoBlock out) {
    float[] ha = heard[line], hb = heard[line + 1], hc = heard[line + 2], hd = heard[line + 3];
    float a = damped[line], b = damped[line + 1], c = damped[line + 2], d = damped[line + 3];
    float[] left = out.left;
    float[] right = out.right;
    float share = damping;
    float otherLevel = level;
    for (int i = 0; i < Rate.BLOCK; i++) {
      a += share * (ha[i] - a);
      b += share * (hb[i] - b);
      c += share * (hc[i] - c);
      d += share * (hd[i] - d);
      left[i] += a * firstLevel + c * otherLevel;
      right[i] += (b - d) * otherLevel;
      float sumAb = a + b;
      float sumCd = c + d;
      float differenceAb = a - b;
      float differenceCd = c - d;
      ha[i] = sumAb + sumCd;
      hb[i] = differenceAb + differenceCd;
      hc[i] = sumAb - sumCd;
      hd[i] = differenceAb - differenceCd;
    }
    damped[line] = a;
    damped[line + 1] = b;
    damped[line + 2] = c;
    damped[line + 3] = d;
  }

  /// The last step of the transform, and the way back into two lines.
  private void feed(int one, int other, float[] in) {
    float[] a = heard[one];
    float[] b = heard[other];
    float gainA = gains[one];
    float gainB = gains[other];
    for (int i = 0; i < Rate.BLOCK; i++) {
      float fresh = in[i] + FLOOR;
      float sum = a[i] + b[i];
      float difference = a[i] - b[i];
      a[i] = fresh + sum * gainA;
      b[i] = fresh + difference * gainB;
    }
    System.arraycopy(a, 0, lines[one], at, Rate.BLOCK);
    System.arraycopy(b, 0, lines[other], at, Rate.BLOCK);
  }
}
