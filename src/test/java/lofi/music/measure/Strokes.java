package lofi.music.measure;

/// When the strokes of one drum begin in a recording of the drums alone, to a fraction of a
/// millisecond.
///
/// The drum's band is followed by its envelope; a stroke begins where the envelope has risen by a
/// third of the way. How late that is was found on a burst that begins at a known moment, and is
/// taken off.
public final class Strokes {
  private static final double RATE = 48_000;
  private static final double RISEN = .33;
  private static final double BEFORE_SEC = .02;
  private static final double AFTER_SEC = .04;

  private final double[] envelope;
  private final double lateSec;

  /// @param burst a stroke like those that are looked for, beginning at its first sample
  public Strokes(float[] drums, float[] burst, double lowHz, double highHz, double smoothMillis) {
    envelope = envelope(drums, lowHz, highHz, smoothMillis);
    int silence = (int) (.1 * RATE);
    float[] alone = new float[silence + burst.length + silence];
    System.arraycopy(burst, 0, alone, silence, burst.length);
    lateSec = risenAt(envelope(alone, lowHz, highHz, smoothMillis), .1) - .1;
  }

  /// When the stroke that is declared for `seconds` begins.
  public double beginningOf(double seconds) {
    return risenAt(envelope, seconds) - lateSec;
  }

  private static double[] envelope(float[] signal, double low, double high, double smoothMillis) {
    double[] band = new double[signal.length];
    for (int i = 0; i < band.length; i++) {
      band[i] = signal[i];
    }
    band = Filter.highPass(low, .7, RATE).apply(band);
    band = Filter.lowPass(high, .7, RATE).apply(band);
    int window = Math.max(1, (int) (smoothMillis / 1000 * RATE));
    double[] envelope = new double[band.length];
    double sum = 0;
    for (int i = 0; i < band.length; i++) {
      sum += Math.abs(band[i]) - (i >= window ? Math.abs(band[i - window]) : 0);
      envelope[i] = sum / window;
    }
    return envelope;
  }

  private static double risenAt(double[] envelope, double seconds) {
    int from = Math.max(0, (int) ((seconds - BEFORE_SEC) * RATE));
    int to = Math.min(envelope.length, (int) ((seconds + AFTER_SEC) * RATE));
    double rest = Double.MAX_VALUE;
    double peak = 0;
    for (int i = from; i < to; i++) {
      rest = i < seconds * RATE ? Math.min(rest, envelope[i]) : rest;
      peak = Math.max(peak, envelope[i]);
    }
    int at = from;
    while (at < to - 1 && envelope[at] < rest + RISEN * (peak - rest)) {
      at++;
    }
    return at / RATE;
  }
}
