package lofi.playback.output;

import lofi.audio.RealTime;

/// Rounds samples to 16 bits, with a little noise that turns the error into hiss instead of grit.
///
/// The noise is the difference of two even ones, one step of 16 bits wide to each side. Silence
/// stays silence.
@RealTime
final class Dither {
  private static final float STEPS = 32_767f;
  private static final float TO_UNIT = 0x1p-24f;

  private int state = 0x2545F491;
  private float lastNoise;

  /// Writes `samples` of `floats` to the front of `bytes`, the low byte first.
  void toBytes(float[] floats, int samples, byte[] bytes) {
    for (int i = 0; i < samples; i++) {
      int value = floats[i] == 0 ? 0 : round(floats[i]);
      bytes[2 * i] = (byte) value;
      bytes[2 * i + 1] = (byte) (value >> 8);
    }
  }

  private int round(float sample) {
    float noise = nextNoise();
    float dithered = sample * STEPS + noise - lastNoise;
    lastNoise = noise;
    return Math.clamp(Math.round(dithered), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /// Evenly from 0 to 1, by Marsaglia's xorshift.
  private float nextNoise() {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) * TO_UNIT;
  }
}
