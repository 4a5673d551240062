package lofi.music.theory;

import java.util.List;

/// Major or minor, with the scales that a melody draws from, in semitones above the key note.
public enum Mode {
  MAJOR("major", List.of(0, 2, 4, 5, 7, 9, 11), List.of(0, 2, 4, 7, 9)),
  MINOR("minor", List.of(0, 2, 3, 5, 7, 8, 10), List.of(0, 3, 5, 7, 10));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<Integer> scale;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<Integer> pentatonic;

  Mode(String label, List<Integer> scale, List<Integer> pentatonic) {
    this.label = label;
    this.scale = scale;
    this.pentatonic = pentatonic;
  }

  public String label() {
    return label;
  }

  public List<Integer> scale() {
    return scale;
  }

  public List<Integer> pentatonic() {
    return pentatonic;
  }
}
