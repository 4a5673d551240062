package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.LinearLayer.BLOCK;

/// Finds the scale that loses least of a block of weights.
///
/// The numbers reach from −8 to 7, so the weight of the largest magnitude becomes −8 and the scale
/// takes its sign. Clipping that weight a little often serves the other 63 better, so a few smaller
/// scales are tried too.
final class FourBitScale {
  private static final float[] SHARES = {1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f};

  private FourBitScale() {}

  static float best(float[] w, int from) {
    float full = largest(w, from) / -8f;
    float best = full;
    float leastError = Float.MAX_VALUE;
    for (float share : SHARES) {
      float error = squaredError(w, from, full * share);
      if (error < leastError) {
        leastError = error;
        best = full * share;
      }
    }
    return best;
  }

  private static float largest(float[] w, int from) {
    float most = 0;
    for (int i = from; i < from + BLOCK; i++) {
      most = Math.abs(w[i]) > Math.abs(most) ? w[i] : most;
    }
    return most;
  }

  private static float squaredError(float[] w, int from, float scale) {
    float inverse = scale == 0 ? 0 : 1 / scale;
    float sum = 0;
    for (int i = from; i < from + BLOCK; i++) {
      float exact = w[i] * inverse;
      float nearest = Math.clamp(exact + Lanes.ROUNDING - Lanes.ROUNDING, -8f, 7f);
      sum += (exact - nearest) * (exact - nearest);
    }
    return sum * scale * scale;
  }
}
