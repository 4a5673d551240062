package lofi.music.compose;

/// A section's part in the form.
public enum SectionKind {
  INTRO("intro"),
  A("A"),
  A_PRIME("A'"),
  B("B"),
  B_PRIME("B'"),
  C("C"),
  BREAK("break"),
  OUTRO("outro"),
  /// The last chord, ringing out, or what is played while the sound fades.
  ENDING("ending");

  private final String label;

  SectionKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
