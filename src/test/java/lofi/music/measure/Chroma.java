package lofi.music.measure;

import java.util.List;
import lofi.audio.PowerSpectrum;

/// How much of a recording's sound lies on each of the twelve pitch classes, from 110 to 1,800 Hz.
public final class Chroma {
  private static final int SIZE = 16_384;
  private static final int HOP = 4_096;
  private static final double RATE = 48_000;
  private static final double LOWEST_HZ = 110;
  private static final double HIGHEST_HZ = 1_800;

  private final float[] mono;
  private final PowerSpectrum spectrum = new PowerSpectrum(SIZE);

  public Chroma(float[] mono) {
    this.mono = mono;
  }

  /// The shares of the pitch classes, C first, between two moments; they add up to 1.
  public double[] between(double fromSec, double toSec) {
    double[] classes = new double[12];
    int last = Math.max((int) (fromSec * RATE), (int) (toSec * RATE) - SIZE);
    for (int start = (int) (fromSec * RATE); start <= last; start += HOP) {
      double[] power = spectrum.at(mono, start);
      int low = (int) (LOWEST_HZ * SIZE / RATE) + 1;
      for (int bin = low; bin < HIGHEST_HZ * SIZE / RATE; bin++) {
        double semitones = 69 + 12 * Math.log(bin * RATE / SIZE / 440) / Math.log(2);
        classes[Math.floorMod((int) Math.round(semitones), 12)] += power[bin];
      }
    }
    double sum = 1e-30;
    for (double share : classes) {
      sum += share;
    }
    for (int i = 0; i < 12; i++) {
      classes[i] /= sum;
    }
    return classes;
  }

  /// How much of the sound lies on a chord's tones.
  public static double share(double[] classes, int root, List<Integer> tones) {
    double share = 0;
    for (int i = 0; i < 12; i++) {
      int above = Math.floorMod(i - root, 12);
      share += tones.stream().anyMatch(tone -> tone % 12 == above) ? classes[i] : 0;
    }
    return share;
  }

  /// Whether a chord of these tones fits on no other root better than on this one; loud tones count
  /// by their amplitude. A diminished chord fits on four roots equally well.
  public static boolean fitsBest(double[] classes, int root, List<Integer> tones) {
    double[] amplitudes = new double[12];
    for (int i = 0; i < 12; i++) {
      amplitudes[i] = Math.sqrt(classes[i]);
    }
    double here = share(amplitudes, root, tones);
    for (int other = 0; other < 12; other++) {
      if (share(amplitudes, other, tones) > here + 1e-9) {
        return false;
      }
    }
    return true;
  }
}
