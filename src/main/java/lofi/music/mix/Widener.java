package lofi.music.mix;

import java.util.Arrays;
import lofi.music.dsp.Biquad;
import lofi.music.dsp.Rate;

/// Spreads a narrow sound: a delayed copy is added on the left and taken away on the right, so that
/// nothing is lost when both are summed to mono (Lauridsen's pseudo-stereo, 1954).
final class Widener {
  /// After so many silent blocks nothing of the copy is left to be heard.
  private static final int REST = 24;

  private final float amount;
  private final int delay;
  private final float[] line;
  private final float[] side = new float[Rate.BLOCK];
  private final Biquad lowCut;
  private int silentBlocks = REST;

  /// @param amount 0 changes nothing, 1 makes sides as strong as the middle
  Widener(double amount, double delayMillis, double lowCutHz) {
    this.amount = (float) amount;
    delay = Rate.frames(delayMillis / 1000);
    line = new float[delay + Rate.BLOCK];
    lowCut = Biquad.highPass(lowCutHz, .6);
  }

  void apply(StereoBlock block) {
    silentBlocks = block.isSilent() ? silentBlocks + 1 : 0;
    if (silentBlocks < REST) {
      spread(block);
    } else if (silentBlocks == REST) {
      Arrays.fill(line, 0);
      lowCut.clear();
    }
  }

  private void spread(StereoBlock block) {
    block.sounds();
    float[] left = block.left;
    float[] right = block.right;
    remember(left, right);
    System.arraycopy(line, 0, side, 0, Rate.BLOCK);
    System.arraycopy(line, Rate.BLOCK, line, 0, delay);
    lowCut.apply(side, Rate.BLOCK);
    float[] copy = side;
    float share = amount;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float difference = copy[i] * share;
      left[i] += difference;
      right[i] -= difference;
    }
  }

  private void remember(float[] left, float[] right) {
    float[] middle = line;
    int end = delay;
    for (int i = 0; i < Rate.BLOCK; i++) {
      middle[end + i] = (left[i] + right[i]) * .5f;
    }
  }
}
