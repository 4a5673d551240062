package lofi.music.random;

import java.util.List;

/// One decision's own stream of random numbers, named by a path such as `drums/3/bar5`.
///
/// Each decision draws from its own stream, so adding a draw in one place moves nothing in another.
/// The generator is SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", OOPSLA 2014): whole-number arithmetic only, hence the same on every machine.
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  public static RandomStream of(long seed, String path) {
    return new RandomStream(hash(seed, path));
  }

  /// A new seed that depends on every bit of `seed` and every letter of `path`.
  public static long hash(long seed, String path) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < path.length(); i++) {
      hash = mix(hash ^ (path.charAt(i) * GOLDEN_GAMMA));
    }
    return mix(hash ^ path.length());
  }

  /// The finishing step of SplitMix64: every input bit moves about half of the output bits.
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /// From 0 to just below 1.
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  public double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /// A whole number from 0 to `bound - 1`.
  public int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  public boolean chance(double probability) {
    return unit() < probability;
  }

  /// Close to a normal distribution of mean 0 and deviation 1: the sum of twelve unit draws
  /// (Irwin–Hall), which needs no logarithm.
  public double gaussian() {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return sum - 6;
  }

  /// A draw between `low` and `high` whose likeliest value is `mode`.
  public double triangular(double low, double mode, double high) {
    double u = unit();
    double split = (mode - low) / (high - low);
    return u < split
        ? low + Math.sqrt(u * (high - low) * (mode - low))
        : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /// One of `choices`, each as likely as its weight.
  public <T> T pick(List<T> choices, double... weights) {
    return choices.get(weighted(weights));
  }

  /// An index into `weights`, each as likely as its weight.
  public int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double rest = unit() * total;
    for (int i = 0; i < weights.length; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
