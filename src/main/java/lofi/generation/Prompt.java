package lofi.generation;

/// What the user asked to hear, in their own words.
public record Prompt(String text) {
  /// The longest prompt that is taken, in UTF-16 code units.
  public static final int MAX_LENGTH = 2_000;

  public Prompt {
    text = text.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A prompt needs at least one word");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A prompt has at most " + MAX_LENGTH + " characters, and this one has " + text.length());
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
