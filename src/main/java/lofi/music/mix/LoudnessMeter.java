package lofi.music.mix;

import java.util.Arrays;
import lofi.music.dsp.Rate;

/// Measures how loud a piece is to the ear, in LUFS: ITU-R BS.1770-4 for stereo at 48 kHz.
public final class LoudnessMeter {
  private static final int STEP = Rate.HZ / 10;
  private static final int STEPS_A_WINDOW = 4;
  private static final double SILENCE_LUFS = -70;

  /// The power of −70 LUFS: what is quieter is silence.
  private static final double ABSOLUTE_GATE = 1.1724653045822981e-7;

  /// Ten units below the mean: what is quieter is a rest.
  private static final double RELATIVE_GATE = .1;

  private final KWeighting weighting = new KWeighting();
  private double[] steps = new double[512];
  private int stepCount;
  private double sum;
  private int inStep;

  /// Listens to one block.
  public void listen(float[] left, float[] right) {
    sum += weighting.power(left, right);
    inStep += Rate.BLOCK;
    if (inStep >= STEP) {
      keepStep();
    }
  }

  private void keepStep() {
    if (stepCount == steps.length) {
      steps = Arrays.copyOf(steps, 2 * stepCount);
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
