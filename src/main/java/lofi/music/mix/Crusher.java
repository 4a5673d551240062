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
    float at = phase;
    float l = heldLeft;
    float r = heldRight;
    float share = blend;
    for (int i = 0; i < Rate.BLOCK; i++) {
      at += step;
      if (at >= 1) {
        at -= 1;
        l = quantise(left[i]);
        r = quantise(right[i]);
      }
      left[i] += share * (l - left[i]);
      right[i] += share * (r - right[i]);
    }
    phase = at;
    heldLeft = l;
    heldRight = r;
  }

  private static float quantise(float x) {
    return (int) (x * STEPS + (x < 0 ? -.5f : .5f)) / STEPS;
  }
}
