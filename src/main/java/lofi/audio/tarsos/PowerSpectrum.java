package lofi.audio.tarsos;

import be.tarsos.dsp.util.fft.FFT;
import be.tarsos.dsp.util.fft.HannWindow;
import java.util.Arrays;

/// How much of each frequency there is in a moment of sound, seen through a Hann window.
public final class PowerSpectrum {
  private final int size;
  private final FFT transform;
  private final float[] bins;

  /// @param size the moment's length in samples, a power of 2
  public PowerSpectrum(int size) {
    this.size = size;
    transform = new FFT(size, new HannWindow());
    bins = new float[size];
  }

  /// The power of each frequency from 0 to half the sample rate: `size / 2` of them, evenly spaced.
  ///
  /// @param signal whose end may come before the moment's; then there is silence behind it
  public double[] at(int start, float[] signal) {
    int there = Math.clamp(signal.length - start, 0, size);
    System.arraycopy(signal, start, bins, 0, there);
    Arrays.fill(bins, there, size, 0);
    transform.forwardTransform(bins);
    double[] power = new double[size / 2];
    for (int i = 0; i < power.length; i++) {
      double magnitude = transform.modulus(bins, i);
      power[i] = magnitude * magnitude;
    }
    return power;
  }
}
