package lofi.music.mix;

import lofi.music.dsp.Rate;

/// The tape's dull top: two one-pole low-pass filters in a row, whose corner can move.
final class ToneControl {
  private static final float GLIDE = 2e-4f;

  private float corner;
  private float wanted;
  private float left1;
  private float left2;
  private float right1;
  private float right2;

  ToneControl(double hertz) {
    corner = Rate.onePole(hertz);
    wanted = corner;
  }

  /// Moves towards a new corner over the next tenth of a second.
  void moveTo(float onePoleFactor) {
    wanted = onePoleFactor;
  }

  void apply(StereoBlock block) {
    float c = corner;
    float l1 = left1;
    float l2 = left2;
    float r1 = right1;
    float r2 = right2;
    float[] left = block.left;
    float[] right = block.right;
    for (int i = 0; i < Rate.BLOCK; i++) {
      c += GLIDE * (wanted - c);
      l1 += c * (left[i] - l1);
      r1 += c * (right[i] - r1);
      l2 += c * (l1 - l2);
      r2 += c * (r1 - r2);
      left[i] = l2;
      right[i] = r2;
    }
    corner = c;
    left1 = l1;
    left2 = l2;
    right1 = r1;
    right2 = r2;
  }
}
