package lofi.musicgen.worker;

import java.util.Arrays;
import java.util.Random;

/// Chooses a token from logits. The same seed chooses the same tokens.
final class TokenDrawer {
  private final double temperature;
  private final int topK;
  private final Random random;

  private TokenDrawer(double temperature, int topK, long seed) {
    this.temperature = temperature;
    this.topK = topK;
    this.random = new Random(seed);
  }

  /// Draws from the `topK` likeliest tokens; a high temperature makes unlikely ones more likely.
  static TokenDrawer seeded(double temperature, int topK, long seed) {
    if (!(temperature > 0) || topK < 1) {
      throw new IllegalArgumentException(
          "Drawing needs a temperature above 0 and a top-k of at least 1");
    }
    return new TokenDrawer(temperature, topK, seed);
  }

  /// Always takes the likeliest token.
  static TokenDrawer greedy() {
    return new TokenDrawer(1, 1, 0);
  }

  /// Draws one of `logits[from]` … `logits[from + count − 1]` and answers its distance from `from`.
  int drawToken(float[] logits, int from, int count) {
    if (topK == 1) {
      return likeliest(logits, from, count);
    }
    double[] probabilities = probabilities(logits, from, count);
    double rest = random.nextDouble();
    int last = 0;
    for (int token = 0; token < count; token++) {
      if (probabilities[token] > 0) {
        rest -= probabilities[token];
        last = token;
        if (rest < 0) {
          return token;
        }
      }
    }
    return last;
  }

  private static int likeliest(float[] logits, int from, int count) {
    int best = 0;
    for (int token = 1; token < count; token++) {
      best = logits[from + token] > logits[from + best] ? token : best;
    }
    return best;
  }

  /// Temperature, top-k and softmax. Every token as likely as the k-th stays, so ties keep more
  /// than k, as the reference library does.
  double[] probabilities(float[] logits, int from, int count) {
    float[] sorted = Arrays.copyOfRange(logits, from, from + count);
    Arrays.sort(sorted);
    float least = sorted[Math.max(0, count - topK)];
    float most = sorted[count - 1];
    double[] probabilities = new double[count];
    double sum = 0;
    for (int token = 0; token < count; token++) {
      float logit = logits[from + token];
      if (logit >= least) {
        probabilities[token] = StrictMath.exp((logit - most) / temperature);
        sum += probabilities[token];
      }
    }
    for (int token = 0; token < count; token++) {
      probabilities[token] /= sum;
    }
    return probabilities;
  }
}
