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
  /// @param levelDb how much everything is lifted
  ToneControl(double hertz, double tiltDb, double levelDb) {
    corner = Rate.onePole(hertz);
    wanted = corner;
    high = (float) Rate.gain(levelDb + tiltDb);
    lowLess = (float) (Rate.gain(levelDb - tiltDb) - Rate.gain(levelDb + tiltDb));
  }

  /// Moves towards a new corner over the next tenth of a second.
  void moveTo(float onePoleFactor) {
    wanted = onePoleFactor;
  }

  /// Five filters that each wait for their own last output go through one loop, so that they wait
  /// together. What an output waits for is one multiplication and one addition.
  void apply(StereoBlock block) {
    float[] left = block.left;
    float[] right = block.right;
    float lowL = lowLeft, lowR = lowRight;
    float l1 = left1, l2 = left2, r1 = right1, r2 = right2;
    float c = corner;
    float target = wanted;
    float g = high;
    float d = lowLess;
    float stays = 1 - PIVOT;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float l = left[i];
      float r = right[i];
      lowL = stays * lowL + PIVOT * l;
      lowR = stays * lowR + PIVOT * r;
      c += GLIDE * (target - c);
      float rest = 1 - c;
      l1 = rest * l1 + c * (l * g + lowL * d);
      r1 = rest * r1 + c * (r * g + lowR * d);
      l2 = rest * l2 + c * l1;
      r2 = rest * r2 + c * r1;
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
