package lofi.music.dsp;

/// How time goes round: for ever onward, or in a loop that must join its own beginning.
///
/// In a loop every slow movement turns a whole number of times, and noise is numbered from the
/// loop's beginning, so the second lap follows the first without a seam.
public final class Cycle {
  private final long frames;

  private Cycle(long frames) {
    this.frames = frames;
  }

  public static Cycle endless() {
    return new Cycle(0);
  }

  /// @param frames the loop's length, a multiple of `Rate.BLOCK`
  public static Cycle of(long frames) {
    if (frames <= 0 || frames % Rate.BLOCK != 0) {
      throw new IllegalArgumentException("A loop is made of whole blocks, not " + frames);
    }
    return new Cycle(frames);
  }

  public boolean isEndless() {
    return frames == 0;
  }

  /// The loop's length, or 0.
  public long frames() {
    return frames;
  }

  /// The rate nearest to `hertz` that fits the loop.
  public double rate(double hertz) {
    if (isEndless()) {
      return hertz;
    }
    double turns = Math.max(1, Math.floor(hertz * frames / Rate.HZ + .5));
    return turns * Rate.HZ / frames;
  }

  /// The number that noise has at `frame`.
  public int index(long frame) {
    return (int) (isEndless() ? frame : frame % frames);
  }
}
