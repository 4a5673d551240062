package lofi.music.dsp;

/// A slow sine that other things follow, looked up once a block.
public final class Lfo {
  private final double step;
  private double turns;

  /// @param turns where it begins, in full circles
  public Lfo(Cycle cycle, double hertz, double turns) {
    step = cycle.rate(hertz) * Rate.BLOCK / Rate.HZ;
    this.turns = turns;
  }

  /// The value at the end of the next block, from −1 to 1.
  public float next() {
    turns += step;
    turns -= Math.floor(turns);
    return Sine.at(turns);
  }
}
