package lofi.music.mix;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Rate;
import lofi.music.dsp.StereoBiquad;

/// Measures how loud a piece is to the ear, in LUFS: ITU-R BS.1770-4 for stereo at 48 kHz.
public final class LoudnessMeter {
  private static final int STEP = Rate.HZ / 10;
  private static final int STEPS_A_WINDOW = 4;
  private static final double SILENCE_LUFS = -70;

  /// The power of −70 LUFS: what is quieter is silence.
  private static final double ABSOLUTE_GATE = 1.1724653045822981e-7;

  /// Ten units below the mean: what is quieter is a rest.
  private static final double RELATIVE_GATE = .1;

  private final StereoBiquad shelf = new StereoBiquad(shelf());
  private final StereoBiquad lowCut = new StereoBiquad(lowCut());
  private final float[] weightedLeft = new float[Rate.BLOCK];
  private final float[] weightedRight = new float[Rate.BLOCK];
  private double[] steps = new double[512];
  private int stepCount;
  private double sum;
  private int inStep;

  private static Biquad shelf() {
    return new Biquad(
        1.53512485958697,
        -2.69169618940638,
        1.19839281085285,
        1,
        -1.69065929318241,
        .73248077421585);
  }

  private static Biquad lowCut() {
    return new Biquad(1, -2, 1, 1, -1.99004745483398, .99007225036621);
  }

  /// Listens to one block.
  public void listen(float[] left, float[] right) {
    System.arraycopy(left, 0, weightedLeft, 0, Rate.BLOCK);
    System.arraycopy(right, 0, weightedRight, 0, Rate.BLOCK);
    shelf.apply(weightedLeft, weightedRight, Rate.BLOCK);
    lowCut.apply(weightedLeft, weightedRight, Rate.BLOCK);
    sum += power(weightedLeft, weightedRight);
    inStep += Rate.BLOCK;
    if (inStep >= STEP) {
      keepStep();
    }
  }

  private static double power(float[] left, float[] right) {
    double powerLeft = 0;
    double powerRight = 0;
    for (int i = 0; i < Rate.BLOCK; i++) {
      powerLeft += left[i] * left[i];
      powerRight += right[i] * right[i];
    }
    return powerLeft + powerRight;
  }

  private void keepStep() {
    if (stepCount == steps.length) {
      steps = java.util.Arrays.copyOf(steps, 2 * stepCount);
    }
    steps[stepCount++] = sum / inStep;
    sum = 0;
    inStep = 0;
  }

  /// The loudness of everything heard so far, or −70 when that was nothing.
  public double integrated() {
    double audible = gatedMean(ABSOLUTE_GATE);
    return audible <= 0 ? SILENCE_LUFS : lufs(gatedMean(audible * RELATIVE_GATE));
  }

  private double gatedMean(double gate) {
    double total = 0;
    int count = 0;
    for (int i = STEPS_A_WINDOW; i <= stepCount; i++) {
      double window = 0;
      for (int j = i - STEPS_A_WINDOW; j < i; j++) {
        window += steps[j] / STEPS_A_WINDOW;
      }
      if (window > gate) {
        total += window;
        count++;
      }
    }
    return count == 0 ? 0 : total / count;
  }

  private static double lufs(double power) {
    return -.691 + 10 * StrictMath.log10(power + 1e-20);
  }
}
