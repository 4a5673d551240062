package lofi.audio;

/// How much of each frequency there is in a moment of sound: a fast Fourier transform (Cooley and
/// Tukey, 1965), radix 2, in place.
///
/// For pictures and measures. It is our own because the command-line composer runs without any jar.
public final class PowerSpectrum {
  private final int size;
  private final double[] cos;
  private final double[] sin;
  private final double[] window;

  /// @param size the moment's length in samples, a power of 2
  public PowerSpectrum(int size) {
    this.size = size;
    cos = new double[size / 2];
    sin = new double[size / 2];
    window = new double[size];
    for (int i = 0; i < size; i++) {
      window[i] = .5 - .5 * StrictMath.cos(2 * StrictMath.PI * i / size);
    }
    for (int i = 0; i < size / 2; i++) {
      cos[i] = StrictMath.cos(2 * StrictMath.PI * i / size);
      sin[i] = StrictMath.sin(2 * StrictMath.PI * i / size);
    }
  }

  /// The power of each frequency from 0 to half the sample rate, Hann window applied.
  ///
  /// @param signal behind whose end there is silence
  /// @return `size / 2` values, evenly spaced
  public double[] at(float[] signal, int start) {
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < size; i++) {
      re[i] = start + i < signal.length ? signal[start + i] * window[i] : 0;
    }
    transform(re, im);
    double[] power = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      power[i] = re[i] * re[i] + im[i] * im[i];
    }
    return power;
  }

  private void transform(double[] re, double[] im) {
    shuffle(re, im);
    for (int span = 2; span <= size; span *= 2) {
      int stride = size / span;
      for (int start = 0; start < size; start += span) {
        for (int k = 0; k < span / 2; k++) {
          int a = start + k;
          int b = a + span / 2;
          double wr = cos[k * stride];
          double wi = -sin[k * stride];
          double xr = re[b] * wr - im[b] * wi;
          double xi = re[b] * wi + im[b] * wr;
          re[b] = re[a] - xr;
          im[b] = im[a] - xi;
          re[a] += xr;
          im[a] += xi;
        }
      }
    }
  }

  private void shuffle(double[] re, double[] im) {
    int bits = Integer.numberOfTrailingZeros(size);
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> (32 - bits);
      if (j > i) {
        double r = re[i];
        re[i] = re[j];
        re[j] = r;
        double m = im[i];
        im[i] = im[j];
        im[j] = m;
      }
    }
  }
}
