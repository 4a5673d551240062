package lofi.music.ambience;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Lfo;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;

/// Waves on a beach: noise that grows slowly, breaks bright, and drains away.
final class Surf implements Bed {
  private final Cycle cycle;
  private final Lfo swell;
  private final int seed;
  private final float gain;
  private final boolean onTheLeft;
  private final float[] block = new float[Rate.BLOCK];
  private float dull;
  private float low;
  private float level;

  Surf(Cycle cycle, int seed, double hertz, double turns, double gain, boolean onTheLeft) {
    this.cycle = cycle;
    this.seed = seed;
    this.gain = (float) gain;
    this.onTheLeft = onTheLeft;
    swell = new Lfo(cycle, hertz, turns);
  }

  @Override
  public void addTo(float[] left, float[] right, long frame) {
    Noise.fill(block, Rate.BLOCK, seed, cycle.index(frame));
    float wave = .5f + .5f * swell.next();
    float next = .15f + .85f * wave * wave * wave;
    float smoothing = .012f + .06f * next;
    float step = (next - level) / Rate.BLOCK;
    float near = onTheLeft ? .8f : .3f;
    for (int i = 0; i < Rate.BLOCK; i++) {
      dull += smoothing * (block[i] - dull);
      low += .012f * (dull - low);
      float sample = (dull - low) * (level + step * i) * gain;
      left[i] += sample * near;
      right[i] += sample * (1.1f - near);
    }
    level = next;
  }
}
