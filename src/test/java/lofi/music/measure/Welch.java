package lofi.music.measure;

import lofi.audio.PowerSpectrum;

/// Welch's average of overlapping power spectra.
public final class Welch {
  private Welch() {}

  public static double[] power(float[] signal, int size) {
    var spectrum = new PowerSpectrum(size);
    double[] sum = new double[size / 2];
    for (int start = 0; start + size <= signal.length; start += size / 2) {
      double[] power = spectrum.at(signal, start);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += power[i];
      }
    }
    return sum;
  }
}
