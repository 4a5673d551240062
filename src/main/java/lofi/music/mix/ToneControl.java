package lofi.music.mix;

import lofi.music.dsp.Rate;

/// The tone of the whole mix: a seesaw that lifts what lies above its pivot and lowers what lies
/// below, and the tape's dull top, two one-pole low-pass filters in a row, whose corner can move.
final class ToneControl {
  private static final float GLIDE = 2e-4f;
  private static final float PIVOT = Rate.onePole(450);

  private final float high;
  private final float lowLess;
  private float corner;
  private float wanted;
  private float lowLeft;
  private float lowRight;
  private float left1;
  private float left2;
  private float right1;
  private float right2;

  /// @param tiltDb how far the seesaw lifts the highs and lowers the lows
  ToneControl(double hertz, double tiltDb) {
    corner = Rate.onePole(hertz);
    wanted = corner;
    high = (float) Rate.gain(tiltDb);
    lowLess = (float) (Rate.gain(-tiltDb) - Rate.gain(tiltDb));
  }

  /// Moves towards a new corner over the next tenth of a second.
  void moveTo(float onePoleFactor) {
    wanted = onePoleFactor;
  }

  void apply(StereoBlock block) {
    tilt(block.left, block.right);
    dull(block.left, block.right);
  }

  private void tilt(float[] left, float[] right) {
    float l = lowLeft;
    float r = lowRight;
    float g = high;
    float d = lowLess;
    for (int i = 0; i < Rate.BLOCK; i++) {
      l += PIVOT * (left[i] - l);
      r += PIVOT * (right[i] - r);
      left[i] = left[i] * g + l * d;
      right[i] = right[i] * g + r * d;
    }
    lowLeft = l;
    lowRight = r;
  }

  private void dull(float[] left, float[] right) {
    float c = corner;
    float l1 = left1;
    float l2 = left2;
    float r1 = right1;
    float r2 = right2;
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
