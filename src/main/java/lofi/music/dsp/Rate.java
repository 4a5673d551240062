package lofi.music.dsp;

/// The composer's sample rate, and the filter and decay factors that follow from it.
public final class Rate {
  public static final int HZ = 48_000;

  /// Audio frames in the blocks that everything is rendered in.
  public static final int BLOCK = 256;

  private Rate() {}

  /// The smoothing factor of a one-pole low-pass filter.
  public static float onePole(double cutoffHz) {
    return (float) (1 - StrictMath.exp(-2 * StrictMath.PI * cutoffHz / HZ));
  }

  /// What to multiply by at each frame to fall by 60 dB in `seconds`.
  public static double decay60(double seconds) {
    return StrictMath.exp(-6.907755278982137 / (seconds * HZ));
  }

  /// What to multiply by at each frame to fall to 1/e in `millis`.
  public static double decay(double millis) {
    return StrictMath.exp(-1000 / (millis * HZ));
  }

  /// A linear factor from decibels.
  public static double gain(double db) {
    return StrictMath.pow(10, db / 20);
  }

  public static int frames(double seconds) {
    return (int) (seconds * HZ + .5);
  }
}
