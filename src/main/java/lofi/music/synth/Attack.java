package lofi.music.synth;

import lofi.music.dsp.Rate;

/// Fades a note in over its first milliseconds, so that it does not begin with a click.
final class Attack {
  private final float step;
  private float gain;

  Attack(double millis) {
    step = (float) (1000 / (millis * Rate.HZ));
  }

  void apply(float[] block, int frames) {
    for (int i = 0; i < frames && gain < 1; i++) {
      block[i] *= gain;
      gain += step;
    }
  }
}
