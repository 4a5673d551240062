package lofi.musicgen.decoder;

/// Four numbers −127 … 127 in an int, made to be read without a mask.
///
/// A reader converts the int, the int shifted left by 8, by 16 and by 24 to float, and has the four
/// numbers in units of 2²⁴. Each time the bytes below are a fraction of the number above them; the
/// packing knows that fraction and allows for it before it rounds, so nothing is lost.
final class FourBytes {
  static final float LARGEST = 127;

  /// What a number 1 is worth after conversion, inverted.
  static final float UNIT = 1f / (1 << 24);

  private static final float HALF_RANGE = 1f / (1L << 31);

  private FourBytes() {}

  /// Packs `x[at] · factor`, `x[at + stride] · factor` … into the bytes from the highest down.
  static int pack(float[] x, int at, int stride, float factor) {
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      float fraction = (bits >>> 1) * HALF_RANGE;
      float rounded = x[at + i * stride] * factor - fraction + Lanes.ROUNDING;
      bits = Float.floatToRawIntBits(rounded) << 24 | bits >>> 8;
    }
    return bits;
  }
}
