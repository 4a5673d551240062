package lofi.music.mix;

import lofi.music.dsp.Rate;

/// The grain of an old sampler: 12 bits, a low sample rate, blended under the clean sound.
final class Crusher {
  private static final float STEPS = 2048f;

  private final float blend;
  private final float step;
  private float phase;
  private float heldLeft;
  private float heldRight;

  Crusher(double blend, double hertz) {
    this.blend = (float) blend;
    step = (float) (hertz / Rate.HZ);
  }

  void apply(StereoBlock block) {
    if (blend < .02f) {
      return;
    }
    float[] left = block.left;
    float[] right = block.right;
    for (int i = 0; i < Rate.BLOCK; i++) {
      phase += step;
      if (phase >= 1) {
        phase -= 1;
        heldLeft = quantise(left[i]);
        heldRight = quantise(right[i]);
      }
      left[i] += blend * (heldLeft - left[i]);
      right[i] += blend * (heldRight - right[i]);
    }
  }

  private static float quantise(float x) {
    return (int) (x * STEPS + (x < 0 ? -.5f : .5f)) / STEPS;
  }
}
