package lofi.music.dsp;

/// Empties blocks.
///
/// Every compiler of the JVM copies an array sixteen or more bytes at a time, but the quick one,
/// which the host runs with, fills it one value at a time: so silence is copied.
public final class Silence {
  private static final float[] BLOCK = new float[Rate.BLOCK];

  private Silence() {}

  /// Sets the first `frames` samples to 0, at most one block.
  public static void fill(float[] samples, int frames) {
    System.arraycopy(BLOCK, 0, samples, 0, frames);
  }
}
