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

  /// Five filters that each wait for their own last output go through one loop, so that they wait
  /// together.
  void apply(StereoBlock block) {
    float[] left = block.left;
    float[] right = block.right;
    float lowL = lowLeft, lowR = lowRight;
    float l1 = left1, l2 = left2, r1 = right1, r2 = right2;
    float c = corner;
    float target = wanted;
    float g = high;
    float d = lowLess;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float l = left[i];
      float r = right[i];
      lowL += PIVOT * (l - lowL);
      lowR += PIVOT * (r - lowR);
      c += GLIDE * (target - c);
      l1 += c * (l * g + lowL * d - l1);
      r1 += c * (r * g + lowR * d - r1);
      l2 += c * (l1 - l2);
      r2 += c * (r1 - r2);
      left[i] = l2;
      right[i] = r2;
    }
    lowLeft = lowL;
    lowRight = lowR;
    corner = c;
    left1 = l1;
    left2 = l2;
    right1 = r1;
    right2 = r2;
  }
}
