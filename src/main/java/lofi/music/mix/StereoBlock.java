package lofi.music.mix;

import java.util.Arrays;
import lofi.music.dsp.Rate;

/// One block of stereo sound, a channel an array.
final class StereoBlock {
  final float[] left = new float[Rate.BLOCK];
  final float[] right = new float[Rate.BLOCK];

  void clear() {
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
  }

  /// Adds `other` while the gain moves from `from` to `to`, so that no fader is heard to jump.
  void add(StereoBlock other, float from, float to) {
    float step = (to - from) / Rate.BLOCK;
    addRamp(left, other.left, from, step);
    addRamp(right, other.right, from, step);
  }

  private static void addRamp(float[] sum, float[] addend, float from, float step) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      sum[i] += addend[i] * (from + step * i);
    }
  }
}
