package lofi.music.dsp;

/// Events at random moments, so many a second on average: drops, clicks, sparks.
///
/// A moment happens wherever numbered noise rises above a threshold, which makes a Poisson process
/// that can start anywhere and loop.
public final class Sprinkle {
  private final int seed;
  private final float threshold;
  private final float scale;

  public Sprinkle(int seed, double perSecond) {
    this.seed = seed;
    double share = Math.min(1, perSecond / Rate.HZ);
    threshold = (float) (1 - 2 * share);
    scale = (float) (1 / Math.max(1e-9, 2 * share));
  }

  /// Fills `block` with 0 where nothing happens, else with a strength from 0 to 1 (each as likely).
  public void fill(float[] block, int start) {
    Noise.fill(block, Rate.BLOCK, seed, start);
    float least = threshold;
    float times = scale;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float strength = (block[i] - least) * times;
      block[i] = strength > 0f ? strength : 0f;
    }
  }
}
