package lofi.music.mix;

import lofi.music.dsp.Rate;

/// How the ear weighs power by frequency: a shelf for the head, a high-pass filter for the body
/// (ITU-R BS.1770-4, at 48 kHz).
///
/// Both filters and both channels share one pass: each of the four waits for its own last output,
/// and so they wait together.
final class KWeighting {
  private static final float SHELF_B0 = (float) 1.53512485958697;
  private static final float SHELF_B1 = (float) -2.69169618940638;
  private static final float SHELF_B2 = (float) 1.19839281085285;
  private static final float SHELF_A1 = (float) -1.69065929318241;
  private static final float SHELF_A2 = (float) .73248077421585;
  private static final float LOW_CUT_A1 = (float) -1.99004745483398;
  private static final float LOW_CUT_A2 = (float) .99007225036621;

  private float shelfLeft1;
  private float shelfLeft2;
  private float shelfRight1;
  private float shelfRight2;
  private float cutLeft1;
  private float cutLeft2;
  private float cutRight1;
  private float cutRight2;

  /// The weighted power of one block: the sum of both channels' squares.
  double power(float[] left, float[] right) {
    float sl1 = shelfLeft1, sl2 = shelfLeft2, sr1 = shelfRight1, sr2 = shelfRight2;
    float cl1 = cutLeft1, cl2 = cutLeft2, cr1 = cutRight1, cr2 = cutRight2;
    float powerLeft = 0;
    float powerRight = 0;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float l = left[i];
      float r = right[i];
      float shelfL = SHELF_B0 * l + sl1;
      float shelfR = SHELF_B0 * r + sr1;
      sl1 = SHELF_B1 * l + sl2 - SHELF_A1 * shelfL;
      sr1 = SHELF_B1 * r + sr2 - SHELF_A1 * shelfR;
      sl2 = SHELF_B2 * l - SHELF_A2 * shelfL;
      sr2 = SHELF_B2 * r - SHELF_A2 * shelfR;
      float cutL = shelfL + cl1;
      float cutR = shelfR + cr1;
      cl1 = cl2 - 2 * shelfL - LOW_CUT_A1 * cutL;
      cr1 = cr2 - 2 * shelfR - LOW_CUT_A1 * cutR;
      cl2 = shelfL - LOW_CUT_A2 * cutL;
      cr2 = shelfR - LOW_CUT_A2 * cutR;
      powerLeft += cutL * cutL;
      powerRight += cutR * cutR;
    }
    shelfLeft1 = sl1;
    shelfLeft2 = sl2;
    shelfRight1 = sr1;
    shelfRight2 = sr2;
    cutLeft1 = cl1;
    cutLeft2 = cl2;
    cutRight1 = cr1;
    cutRight2 = cr2;
    return powerLeft + powerRight;
  }
}
