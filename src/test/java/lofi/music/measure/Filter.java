package lofi.music.measure;

/// A second-order section in double precision, for measuring only.
final class Filter {
  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;

  Filter(double b0, double b1, double b2, double a1, double a2) {
    this.b0 = b0;
    this.b1 = b1;
    this.b2 = b2;
    this.a1 = a1;
    this.a2 = a2;
  }

  static Filter lowPass(double hertz, double q, double rate) {
    double w = 2 * Math.PI * hertz / rate;
    double alpha = Math.sin(w) / (2 * q);
    double cos = Math.cos(w);
    double a0 = 1 + alpha;
    return new Filter(
        (1 - cos) / 2 / a0, (1 - cos) / a0, (1 - cos) / 2 / a0, -2 * cos / a0, (1 - alpha) / a0);
  }

  static Filter highPass(double hertz, double q, double rate) {
    double w = 2 * Math.PI * hertz / rate;
    double alpha = Math.sin(w) / (2 * q);
    double cos = Math.cos(w);
    double a0 = 1 + alpha;
    return new Filter(
        (1 + cos) / 2 / a0, -(1 + cos) / a0, (1 + cos) / 2 / a0, -2 * cos / a0, (1 - alpha) / a0);
  }

  double[] apply(double[] in) {
    double[] out = new double[in.length];
    double s1 = 0;
    double s2 = 0;
    for (int i = 0; i < in.length; i++) {
      double y = b0 * in[i] + s1;
      s1 = b1 * in[i] - a1 * y + s2;
      s2 = b2 * in[i] - a2 * y;
      out[i] = y;
    }
    return out;
  }
}
