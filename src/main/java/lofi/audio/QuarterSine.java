package lofi.audio;

/// The first quarter of a sine, from 0 at 0 to 1 at 1.
///
/// Fading one sound by `at(x)` and another by `at(1 - x)` keeps their power together constant,
/// because the squares of sine and cosine add up to 1.
@RealTime
public final class QuarterSine {
  private static final int STEPS = 1_024;

  private final float[] table = new float[STEPS + 2];

  public QuarterSine() {
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) Math.sin(Math.PI / 2 * Math.min(i, STEPS) / STEPS);
    }
  }

  /// @param position from 0 to 1
  public float at(double position) {
    double place = position * STEPS;
    int step = (int) place;
    float rest = (float) (place - step);
    return table[step] + rest * (table[step + 1] - table[step]);
  }
}
