package lofi.editor;

/// The beginning of a text that may be too long for its place.
final class Excerpt {
  private Excerpt() {}

  /// Cuts between characters, not within one.
  static String of(String text, int mostCharacters) {
    if (text.codePointCount(0, text.length()) <= mostCharacters) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, mostCharacters - 1)).strip() + "…";
  }
}
