package lofi.musicgen.convert;

/// erf, in double precision.
final class ErrorFunction {
  /// Beyond it erf is 1 to all digits.
  private static final double FAR = 6;

  private ErrorFunction() {}

  static double erf(double x) {
    if (Math.abs(x) > FAR) {
      return Math.signum(x);
    }
    return Math.abs(x) < 2.5 ? series(x) : Math.signum(x) * (1 - complement(Math.abs(x)));
  }

  /// 2/√π · Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1))
  private static double series(double x) {
    double power = x;
    double sum = x;
    for (int n = 1; n < 60; n++) {
      power *= -x * x / n;
      sum += power / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /// e^(−x²) / (x √π) as a continued fraction, for x that is not small.
  private static double complement(double x) {
    double fraction = x;
    for (int n = 40; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
  }
}
