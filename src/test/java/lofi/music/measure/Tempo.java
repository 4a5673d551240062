package lofi.music.measure;

/// How many beats a recording has in a minute: the comb of multiples that fits the autocorrelation
/// of its spectral flux best.
public final class Tempo {
  private static final double SLOWEST = 60;
  private static final double FASTEST = 100;
  private static final double STEP = .05;
  private static final int TEETH = 32;
  private static final int NEAR = 100;

  private Tempo() {}

  public static double of(float[] mono) {
    var flux = new Flux(mono, 0, 24_000, 2_048, 512);
    double[] echoes = autocorrelation(sharpened(flux.strengths()));
    double best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (double bpm = SLOWEST; bpm <= FASTEST; bpm += STEP) {
      double score = comb(echoes, 60 / bpm / flux.hopSeconds());
      if (score > bestScore) {
        bestScore = score;
        best = bpm;
      }
    }
    return best;
  }

  /// The strengths above their mean in the neighbourhood.
  private static double[] sharpened(double[] strengths) {
    double[] sharp = new double[strengths.length];
    for (int i = 0; i < sharp.length; i++) {
      int from = Math.max(0, i - NEAR / 2);
      int to = Math.min(strengths.length, i + NEAR / 2);
      double sum = 0;
      for (int j = from; j < to; j++) {
        sum += strengths[j];
      }
      sharp[i] = strengths[i] - sum / (to - from);
    }
    return sharp;
  }

  private static double[] autocorrelation(double[] x) {
    double[] echoes = new double[x.length * 7 / 10];
    for (int lag = 0; lag < echoes.length; lag++) {
      for (int i = 0; i + lag < x.length; i++) {
        echoes[lag] += x[i] * x[i + lag];
      }
      echoes[lag] /= x.length - lag;
    }
    return echoes;
  }

  private static double comb(double[] echoes, double period) {
    double sum = 0;
    int teeth = 0;
    for (int k = 1; k <= TEETH && k * period + 1 < echoes.length; k++) {
      int whole = (int) (k * period);
      double between = k * period - whole;
      sum += echoes[whole] + (echoes[whole + 1] - echoes[whole]) * between;
      teeth++;
    }
    return sum / Math.max(1, teeth);
  }
}
