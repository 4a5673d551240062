package lofi.generation;

/// What the user asked to hear, in their own words.
public record Prompt(String text) {
  /// The longest prompt that is taken, in characters as people count them: Unicode code points.
  public static final int MAX_LENGTH = 2_000;

  public Prompt {
    text = text.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A prompt needs at least one word");
    }
    int length = text.codePointCount(0, text.length());
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A prompt has at most " + MAX_LENGTH + " characters, and this one has " + length);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
