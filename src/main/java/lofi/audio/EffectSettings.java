package lofi.audio;

/// How tracks are coloured that bring no colour of their own; from the option table `effects`.
///
/// @param lowPassHz above it, sound is dulled
/// @param bitDepth how many bits a sample has
/// @param delayMillis the time of an echo; 0 for none
public record EffectSettings(boolean enabled, double lowPassHz, int bitDepth, int delayMillis) {
  /// As if there were no effects.
  public static final EffectSettings NONE = new EffectSettings(false, 20_000, 16, 0);

  public EffectSettings {
    if (!(lowPassHz >= 200 && lowPassHz <= 20_000)) {
      throw new IllegalArgumentException(
          "The low-pass lies between 200 and 20,000 Hz, not at " + lowPassHz);
    }
    if (bitDepth < 4 || bitDepth > 16) {
      throw new IllegalArgumentException("Samples have 4 to 16 bits, not " + bitDepth);
    }
    if (delayMillis < 0 || delayMillis > 2_000) {
      throw new IllegalArgumentException(
          "An echo comes after 0 to 2,000 ms, not after " + delayMillis);
    }
  }
}
