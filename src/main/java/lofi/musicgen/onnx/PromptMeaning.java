package lofi.musicgen.onnx;

/// What a prompt means to the music model: one row of numbers for every token of it.
public final class PromptMeaning {
  private final float[] values;
  private final int length;

  public PromptMeaning(float[] values, int length) {
    this.values = values;
    this.length = length;
  }

  /// `[length][width]`, row by row.
  public float[] values() {
    return values;
  }

  /// How many tokens the prompt has.
  public int length() {
    return length;
  }

  public int width() {
    return values.length / length;
  }
}
