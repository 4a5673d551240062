package lofi.music.dsp;

/// Events at random moments, so many a second on average: drops, clicks, sparks.
///
/// Time is cut into short cells. A moment happens in a cell whose numbered noise rises above a
/// threshold, which makes nearly a Poisson process, one that can start anywhere and loop.
public final class Sprinkle {
  /// So short (a third of a millisecond) that hardly ever two moments would fall into one.
  private static final int CELL = 16;

  private static final int BITS_OF_PLACE = 4;

  private final int seed;
  private final float threshold;
  private final float scale;

  public Sprinkle(int seed, double perSecond) {
    this.seed = seed;
    double share = Math.min(1, perSecond * CELL / Rate.HZ);
    threshold = (float) (1 - 2 * share);
    scale = (float) (1 / Math.max(1e-9, 2 * share));
  }

  /// Fills `block` with 0 where nothing happens, else with a strength from 0 to 1 (each as likely).
  ///
  /// @param start where the block begins, a multiple of `Rate.BLOCK`
  /// @return whether anything happens in it
  public boolean fill(float[] block, int start) {
    Silence.fill(block, Rate.BLOCK);
    boolean happens = false;
    for (int at = 0; at < Rate.BLOCK; at += CELL) {
      float above = Noise.at(seed, start + at) - threshold;
      if (above > 0) {
        block[at + place(start + at)] = above * scale;
        happens = true;
      }
    }
    return happens;
  }

  private int place(int cell) {
    return Noise.hash(~seed, cell) >>> (Integer.SIZE - BITS_OF_PLACE);
  }
}
