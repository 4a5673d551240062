package lofi.music.measure;

import lofi.audio.PowerSpectrum;

/// How much louder a band becomes from one moment to the next: high where notes begin.
public final class Flux {
  private static final double RATE = 48_000;

  private final double[] strengths;
  private final int size;
  private final int hop;

  /// @param size how many samples are looked at together
  /// @param hop from one look to the next
  public Flux(float[] signal, double lowHz, double highHz, int size, int hop) {
    this.size = size;
    this.hop = hop;
    var spectrum = new PowerSpectrum(size);
    int low = (int) (lowHz * size / RATE);
    int high = (int) (highHz * size / RATE);
    int looks = Math.max(1, (signal.length - size) / hop);
    strengths = new double[looks];
    double[] before = new double[high];
    for (int i = 0; i < looks; i++) {
      double[] power = spectrum.at(signal, i * hop);
      for (int bin = low; bin < high; bin++) {
        double level = Math.log1p(5 * Math.sqrt(power[bin]));
        strengths[i] += i > 0 ? Math.max(0, level - before[bin]) : 0;
        before[bin] = level;
      }
    }
  }

  public double[] strengths() {
    return strengths;
  }

  public double hopSeconds() {
    return hop / RATE;
  }

  private double secondsAt(double look) {
    return (look * hop + size / 2.0) / RATE;
  }

  /// When something begins near `seconds`: the highest strength no farther than `reach` away.
  public double beginningNear(double seconds, double reach) {
    int from = Math.max(1, lookAt(seconds - reach));
    int to = Math.min(strengths.length - 2, lookAt(seconds + reach));
    int best = from;
    for (int i = from; i <= to; i++) {
      best = strengths[i] > strengths[best] ? i : best;
    }
    double before = strengths[best - 1];
    double here = strengths[best];
    double after = strengths[best + 1];
    double bend = before - 2 * here + after;
    return secondsAt(best + (bend < 0 ? .5 * (before - after) / bend : 0));
  }

  private int lookAt(double seconds) {
    return (int) Math.round((seconds * RATE - size / 2.0) / hop);
  }
}
