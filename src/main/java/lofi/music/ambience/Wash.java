package lofi.music.ambience;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;

/// A band of noise that swells as it wanders: rain on leaves, surf, wind, voices behind a wall.
final class Wash implements Bed {
  private final Biquad lowCut;
  private final Biquad highCut;
  private final Wander wander;
  private final Cycle cycle;
  private final int seed;
  private final float gainLeft;
  private final float gainRight;
  private final float still;
  private final float[] block = new float[Rate.BLOCK];
  private float level;

  /// @param still how much of the sound never swells, 0 to 1
  /// @param hertz how quickly it wanders
  Wash(
      Cycle cycle,
      int seed,
      double lowHz,
      double highHz,
      double gain,
      double pan,
      double still,
      double hertz) {
    this.cycle = cycle;
    this.seed = seed;
    lowCut = Biquad.highPass(lowHz, .7);
    highCut = Biquad.lowPass(highHz, .6);
    wander = new Wander(cycle, seed + 17, hertz);
    gainLeft = (float) (gain * Math.sqrt(.5 * (1 - pan)));
    gainRight = (float) (gain * Math.sqrt(.5 * (1 + pan)));
    this.still = (float) still;
    level = strength(0);
  }

  private float strength(long frame) {
    float w = wander.at(frame);
    return still + (1 - still) * w * w;
  }

  @Override
  public void addTo(float[] left, float[] right, long frame) {
    Noise.fill(block, Rate.BLOCK, seed, cycle.index(frame));
    lowCut.apply(block, Rate.BLOCK);
    highCut.apply(block, Rate.BLOCK);
    float next = strength(frame + Rate.BLOCK);
    float step = (next - level) / Rate.BLOCK;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float sample = block[i] * (level + step * i);
      left[i] += sample * gainLeft;
      right[i] += sample * gainRight;
    }
    level = next;
  }
}
