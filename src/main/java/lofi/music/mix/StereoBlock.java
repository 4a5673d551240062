package lofi.music.mix;

import lofi.music.dsp.Rate;
import lofi.music.dsp.Silence;

/// One block of stereo sound, a channel an array.
///
/// It knows when it is silent, since half of the players rest at any time, and what they would pass
/// through need not be computed.
final class StereoBlock {
  final float[] left = new float[Rate.BLOCK];
  final float[] right = new float[Rate.BLOCK];
  private boolean isSilent = true;

  void clear() {
    if (!isSilent) {
      Silence.fill(left, Rate.BLOCK);
      Silence.fill(right, Rate.BLOCK);
      isSilent = true;
    }
  }

  /// Whether nothing was written since it was cleared.
  boolean isSilent() {
    return isSilent;
  }

  /// Says that something is written to it.
  void sounds() {
    isSilent = false;
  }

  /// Adds `other` while the gain moves from `from` to `to`, so that no fader is heard to jump.
  void add(StereoBlock other, float from, float to) {
    if (other.isSilent) {
      return;
    }
    isSilent = false;
    if (from == to) {
      addAt(left, other.left, from);
      addAt(right, other.right, from);
    } else {
      float step = (to - from) / Rate.BLOCK;
      addRamp(left, other.left, from, step);
      addRamp(right, other.right, from, step);
    }
  }

  /// Changes the level, which moves from `from` to `to`.
  void scale(float from, float to) {
    float step = (to - from) / Rate.BLOCK;
    scaleRamp(left, from, step);
    scaleRamp(right, from, step);
  }

  private static void scaleRamp(float[] samples, float from, float step) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      samples[i] *= from + step * i;
    }
  }

  private static void addAt(float[] sum, float[] addend, float gain) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      sum[i] += addend[i] * gain;
    }
  }

  private static void addRamp(float[] sum, float[] addend, float from, float step) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      sum[i] += addend[i] * (from + step * i);
    }
  }
}
