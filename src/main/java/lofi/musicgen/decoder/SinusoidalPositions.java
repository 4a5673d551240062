package lofi.musicgen.decoder;

import java.util.Arrays;

/// Tells positions apart by cosines (first half of the channels) and sines (second half) of falling
/// frequencies.
///
/// Frequencies and phases are rounded to float as the training code did: at position 2,000 the
/// rounding of a phase shows in the fourth digit.
public final class SinusoidalPositions {
  private final float[] frequencies;

  public SinusoidalPositions(int hidden) {
    int half = hidden / 2;
    float step = (float) -(Math.log(10000) / (half - 1));
    frequencies = new float[half];
    for (int i = 0; i < half; i++) {
      frequencies[i] = (float) Math.exp(i * step);
    }
  }

  /// Writes a position's row; channels beyond the hidden width become zero.
  public void write(int position, float[] x) {
    int half = frequencies.length;
    for (int i = 0; i < half; i++) {
      float phase = position * frequencies[i];
      x[i] = (float) Math.cos(phase);
      x[half + i] = (float) Math.sin(phase);
    }
    Arrays.fill(x, 2 * half, x.length, 0f);
  }
}
