package lofi.music.measure;

import java.util.Arrays;

/// Loudness by ITU-R BS.1770-4 and its range by EBU Tech 3342, for stereo at 48 kHz.
public final class Loudness {
  private static final int STEP = 4_800;

  private Loudness() {}

  public static double integrated(float[] left, float[] right) {
    double[] windows = windows(left, right, 4);
    double first = mean(windows, -70);
    return lufs(mean(windows, lufs(first) - 10));
  }

  public static double range(float[] left, float[] right) {
    double[] windows = windows(left, right, 30);
    double gate = lufs(mean(windows, -70)) - 20;
    double[] levels =
        Arrays.stream(windows)
            .map(Loudness::lufs)
            .filter(l -> l > gate && l > -70)
            .sorted()
            .toArray();
    if (levels.length == 0) {
      return 0;
    }
    return levels[(int) (.95 * (levels.length - 1))] - levels[(int) (.10 * (levels.length - 1))];
  }

  private static double mean(double[] windows, double gate) {
    return Arrays.stream(windows).filter(w -> lufs(w) > gate).average().orElse(1e-12);
  }

  private static double lufs(double power) {
    return -.691 + 10 * Math.log10(power + 1e-20);
  }

  private static double[] windows(float[] left, float[] right, int steps) {
    double[] power = weightedPower(left);
    double[] other = weightedPower(right);
    int count = Math.max(0, power.length / STEP - steps + 1);
    double[] windows = new double[count];
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int j = i * STEP; j < (i + steps) * STEP; j++) {
        sum += power[j] + other[j];
      }
      windows[i] = sum / (steps * STEP);
    }
    return windows;
  }

  private static double[] weightedPower(float[] channel) {
    double[] x = new double[channel.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = channel[i];
    }
    x =
        new Filter(
                1.53512485958697,
                -2.69169618940638,
                1.19839281085285,
                -1.69065929318241,
                .73248077421585)
            .apply(x);
    x = new Filter(1, -2, 1, -1.99004745483398, .99007225036621).apply(x);
    for (int i = 0; i < x.length; i++) {
      x[i] *= x[i];
    }
    return x;
  }
}
