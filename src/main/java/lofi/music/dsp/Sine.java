package lofi.music.dsp;

/// A sine wave from a table, read with linear interpolation.
public final class Sine {
  private static final int SIZE = 2048;
  private static final float[] TABLE = table();

  private Sine() {}

  private static float[] table() {
    float[] table = new float[SIZE + 1];
    for (int i = 0; i <= SIZE / 4; i++) {
      float value = (float) StrictMath.sin(2 * StrictMath.PI * i / SIZE);
      table[i] = value;
      table[SIZE / 2 - i] = value;
      table[SIZE / 2 + i] = -value;
      table[SIZE - i] = -value;
    }
    return table;
  }

  /// The sine of `turns` full circles, which must not be negative.
  public static float at(double turns) {
    double place = (turns - (long) turns) * SIZE;
    int index = (int) place;
    float between = (float) (place - index);
    return TABLE[index] + (TABLE[index + 1] - TABLE[index]) * between;
  }
}
