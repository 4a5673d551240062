package lofi.musicgen;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// How far apart two rows of numbers are.
public final class Differences {
  private Differences() {}

  public static float largest(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, "length");
    float most = 0;
    for (int i = 0; i < expected.length; i++) {
      float difference = Math.abs(expected[i] - actual[i]);
      most = difference <= most ? most : difference; // so that NaN is the most
    }
    return most;
  }

  /// The level of the difference, as a part of the level of what was expected.
  public static double relative(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, "length");
    double error = 0;
    double power = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.pow(expected[i] - actual[i], 2);
      power += Math.pow(expected[i], 2);
    }
    return Math.sqrt(error / power);
  }
}
