package lofi.musicgen.decoder;

/// The upper half of a float: the same range with 8 bits of precision.
public final class BFloat16 {
  private BFloat16() {}

  /// The nearest bfloat16, ties to even; NaN and infinity are not expected.
  public static short bits(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
  }

  public static float value(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  static float nearest(float value) {
    return value(bits(value));
  }
}
