package lofi.audio;

/// Samples as 16-bit integers, which is how files keep them.
public final class SixteenBit {
  public static final float FULL_SCALE = 32_768;

  private SixteenBit() {}

  /// The nearest integer, without dither; what is louder than full scale is clipped.
  public static short of(float sample) {
    int rounded = Math.round(sample * FULL_SCALE);
    return (short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  public static float toFloat(short sample) {
    return sample / FULL_SCALE;
  }
}
