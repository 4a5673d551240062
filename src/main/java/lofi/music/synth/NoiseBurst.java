package lofi.music.synth;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;

/// Filtered noise with a quick rise and an exponential fall: the wires of a snare, a cymbal, a
/// shaker.
final class NoiseBurst {
  private final Biquad first;
  private final Biquad second;
  private final int seed;
  private final float rise;
  private final float decay;
  private float swell;
  private float gain;
  private int played;

  NoiseBurst(
      Biquad first, Biquad second, int seed, double gain, double riseMillis, double decayMillis) {
    this.first = first;
    this.second = second;
    this.seed = seed;
    this.gain = (float) gain;
    rise = (float) (1000 / (riseMillis * Rate.HZ));
    decay = (float) Rate.decay(decayMillis);
  }

  void render(float[] block, int frames) {
    Noise.fill(block, frames, seed, played);
    first.apply(block, frames);
    second.apply(block, frames);
    shape(block, frames);
    played += frames;
  }

  private void shape(float[] block, int frames) {
    float s = swell;
    float g = gain;
    for (int i = 0; i < frames; i++) {
      s = Math.min(1f, s + rise);
      block[i] *= s * g;
      g *= decay;
    }
    swell = s;
    gain = g;
  }
}
