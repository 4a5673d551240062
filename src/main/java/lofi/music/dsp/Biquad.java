package lofi.music.dsp;

/// A second-order filter in transposed direct form II, for one channel.
///
/// Coefficients after Robert Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter
/// coefficients".
public final class Biquad {
  final float b0;
  final float b1;
  final float b2;
  final float a1;
  final float a2;
  private float first;
  private float second;

  public Biquad(double b0, double b1, double b2, double a0, double a1, double a2) {
    this.b0 = (float) (b0 / a0);
    this.b1 = (float) (b1 / a0);
    this.b2 = (float) (b2 / a0);
    this.a1 = (float) (a1 / a0);
    this.a2 = (float) (a2 / a0);
  }

  public static Biquad highPass(double hertz, double q) {
    double w = 2 * StrictMath.PI * hertz / Rate.HZ;
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  public static Biquad lowPass(double hertz, double q) {
    double w = 2 * StrictMath.PI * hertz / Rate.HZ;
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  /// Passes `hertz` at unity gain and what lies around it less.
  public static Biquad bandPass(double hertz, double q) {
    double w = 2 * StrictMath.PI * hertz / Rate.HZ;
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
  }

  /// Raises or lowers what lies around `hertz` by `db`.
  public static Biquad peak(double hertz, double q, double db) {
    double w = 2 * StrictMath.PI * hertz / Rate.HZ;
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    double a = StrictMath.pow(10, db / 40);
    return new Biquad(
        1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
  }

  /// Raises or lowers everything above `hertz` by `db`.
  public static Biquad highShelf(double hertz, double db) {
    double w = 2 * StrictMath.PI * hertz / Rate.HZ;
    double cos = StrictMath.cos(w);
    double a = StrictMath.pow(10, db / 40);
    double slope = StrictMath.sin(w) / 2 * StrictMath.sqrt(2) * 2 * StrictMath.sqrt(a);
    return new Biquad(
        a * (a + 1 + (a - 1) * cos + slope),
        -2 * a * (a - 1 + (a + 1) * cos),
        a * (a + 1 + (a - 1) * cos - slope),
        a + 1 - (a - 1) * cos + slope,
        2 * (a - 1 - (a + 1) * cos),
        a + 1 - (a - 1) * cos - slope);
  }

  /// Raises or lowers everything below `hertz` by `db`.
  public static Biquad lowShelf(double hertz, double db) {
    double w = 2 * StrictMath.PI * hertz / Rate.HZ;
    double cos = StrictMath.cos(w);
    double a = StrictMath.pow(10, db / 40);
    double slope = StrictMath.sin(w) / 2 * StrictMath.sqrt(2) * 2 * StrictMath.sqrt(a);
    return new Biquad(
        a * (a + 1 - (a - 1) * cos + slope),
        2 * a * (a - 1 - (a + 1) * cos),
        a * (a + 1 - (a - 1) * cos - slope),
        a + 1 + (a - 1) * cos + slope,
        -2 * (a - 1 + (a + 1) * cos),
        a + 1 + (a - 1) * cos - slope);
  }

  /// Forgets what it has heard.
  public void clear() {
    first = 0;
    second = 0;
  }

  /// Filters `block` where it lies.
  ///
  /// Each output waits for the one before; whatever does not is added up first.
  public void apply(float[] block, int frames) {
    float c0 = b0, c1 = b1, c2 = b2, d1 = a1, d2 = a2;
    float s1 = first;
    float s2 = second;
    for (int i = 0; i < frames; i++) {
      float x = block[i];
      float y = c0 * x + s1;
      s1 = c1 * x + s2 - d1 * y;
      s2 = c2 * x - d2 * y;
      block[i] = y;
    }
    first = s1;
    second = s2;
  }
}
