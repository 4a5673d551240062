package lofi.music.synth;

import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;

/// A short, dull noise: a hammer's felt, a finger on a string, a stick on a shell.
final class Thud {
  private final int seed;
  private final float smoothing;
  private final float lowCut;
  private final float decay;
  private float gain;
  private float dull;
  private float low;
  private int played;

  Thud(int seed, double gain, double lowHz, double highHz, double decayMillis) {
    this.seed = seed;
    this.gain = (float) gain;
    smoothing = Rate.onePole(highHz);
    lowCut = Rate.onePole(lowHz);
    decay = (float) Rate.decay(decayMillis);
  }

  void addTo(float[] block, int frames) {
    if (gain < 1e-4f) {
      return;
    }
    float d = dull;
    float l = low;
    float g = gain;
    for (int i = 0; i < frames; i++) {
      d += smoothing * (Noise.at(seed, played + i) - d);
      l += lowCut * (d - l);
      block[i] += (d - l) * g;
      g *= decay;
    }
    dull = d;
    low = l;
    gain = g;
    played += frames;
  }
}
