package lofi.music.mix;

import lofi.music.dsp.Rate;

/// Tape that is driven a little: soft, and softer on one side, which adds even harmonics.
///
/// The curve is the Padé approximation x (27 + x²) / (27 + 9 x²) of the hyperbolic tangent.
final class Saturation {
  private static final float BIAS = .05f;

  /// Where the curve reaches 1 and is level.
  private static final float LIMIT = 3;

  private final float drive;
  private final float makeUp;
  private final float resting;

  /// @param drive 1 is gentle
  Saturation(double drive) {
    this.drive = (float) drive;
    resting = curve(BIAS);
    makeUp = (float) (1 / drive);
  }

  void apply(StereoBlock block) {
    apply(block.left);
    apply(block.right);
  }

  private void apply(float[] block) {
    float d = drive;
    float m = makeUp;
    float r = resting;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float x = block[i] * d + BIAS;
      x = x > LIMIT ? LIMIT : x;
      x = x < -LIMIT ? -LIMIT : x;
      block[i] = (curve(x) - r) * m;
    }
  }

  private static float curve(float x) {
    float square = x * x;
    return x * (27f + square) / (27f + 9f * square);
  }
}
