package lofi.music.mix;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Rate;

/// Spreads a narrow sound: a delayed copy is added on the left and taken away on the right, so that
/// nothing is lost when both are summed to mono (Lauridsen's pseudo-stereo, 1954).
final class Widener {
  private static final int MASK = 1023;

  private final float amount;
  private final int delay;
  private final float[] line = new float[MASK + 1];
  private final float[] side = new float[Rate.BLOCK];
  private final Biquad lowCut;
  private int at;

  /// @param amount 0 changes nothing, 1 makes sides as strong as the middle
  Widener(double amount, double delayMillis, double lowCutHz) {
    this.amount = (float) amount;
    delay = Math.min(MASK - Rate.BLOCK, Rate.frames(delayMillis / 1000));
    lowCut = Biquad.highPass(lowCutHz, .6);
  }

  void apply(StereoBlock block) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      line[at + i] = (block.left[i] + block.right[i]) * .5f;
    }
    for (int i = 0; i < Rate.BLOCK; i++) {
      side[i] = line[(at + i - delay) & MASK];
    }
    lowCut.apply(side, Rate.BLOCK);
    for (int i = 0; i < Rate.BLOCK; i++) {
      float spread = side[i] * amount;
      block.left[i] += spread;
      block.right[i] -= spread;
    }
    at = (at + Rate.BLOCK) & MASK;
  }
}
