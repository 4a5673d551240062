package lofi.music.ambience;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;

/// A value that wanders between 0 and 1 in straight lines: gusts, murmurs, passing cars.
///
/// This is value noise (Perlin, "An Image Synthesizer", 1985) in one dimension.
final class Wander {
  private final int seed;
  private final int blocksPerKnot;
  private final long knots;
  private final Cycle cycle;

  Wander(Cycle cycle, int seed, double hertz) {
    this.cycle = cycle;
    this.seed = seed;
    blocksPerKnot = Math.max(1, (int) (Rate.HZ / (hertz * Rate.BLOCK)));
    long blocks = cycle.frames() / Rate.BLOCK;
    knots = cycle.isEndless() ? Long.MAX_VALUE : Math.max(1, blocks / blocksPerKnot);
  }

  /// The value at `frame`, a multiple of the block length.
  float at(long frame) {
    long block = frame / Rate.BLOCK;
    if (!cycle.isEndless()) {
      block %= cycle.frames() / Rate.BLOCK;
    }
    long knot = Math.min(block / blocksPerKnot, knots - 1);
    float between = Math.min(1f, (float) (block - knot * blocksPerKnot) / blocksPerKnot);
    float from = value(knot);
    return from + (value((knot + 1) % knots) - from) * between;
  }

  private float value(long knot) {
    return .5f + .5f * Noise.at(seed, (int) knot);
  }
}
