package lofi.music.theory;

import java.util.List;

/// The kind of a chord, with its tones in semitones above the root.
public enum Quality {
  MAJOR_7("maj7", Family.MAJOR, 0, 4, 7, 11),
  MAJOR_9("maj9", Family.MAJOR, 0, 4, 7, 11, 14),
  SIX_NINE("6/9", Family.MAJOR, 0, 4, 7, 9, 14),
  MAJOR_7_SHARP_11("maj7#11", Family.MAJOR, 0, 4, 7, 11, 18),
  MAJOR_13("maj13", Family.MAJOR, 0, 4, 11, 14, 21),
  MINOR_7("m7", Family.MINOR, 0, 3, 7, 10),
  MINOR_9("m9", Family.MINOR, 0, 3, 7, 10, 14),
  MINOR_11("m11", Family.MINOR, 0, 3, 7, 10, 17),
  MINOR_SIX_NINE("m6/9", Family.MINOR, 0, 3, 7, 9, 14),
  DOMINANT_7("7", Family.DOMINANT, 0, 4, 7, 10),
  DOMINANT_9("9", Family.DOMINANT, 0, 4, 7, 10, 14),
  DOMINANT_13("13", Family.DOMINANT, 0, 4, 10, 14, 21),
  NINE_SUS("9sus", Family.SUSPENDED, 0, 5, 7, 10, 14),
  THIRTEEN_SUS("13sus", Family.SUSPENDED, 0, 5, 10, 14, 21),
  FLAT_9("7b9", Family.DOMINANT, 0, 4, 7, 10, 13),
  ALTERED("7alt", Family.DOMINANT, 0, 4, 10, 15, 20),
  SHARP_11("7#11", Family.DOMINANT, 0, 4, 10, 14, 18),
  HALF_DIMINISHED("m7b5", Family.DIMINISHED, 0, 3, 6, 10),
  DIMINISHED_7("dim7", Family.DIMINISHED, 0, 3, 6, 9),
  MAJOR_TRIAD("maj", Family.MAJOR, 0, 4, 7),
  MINOR_TRIAD("min", Family.MINOR, 0, 3, 7);

  /// How a chord behaves: where it rests or wants to go.
  public enum Family {
    MAJOR,
    MINOR,
    DOMINANT,
    SUSPENDED,
    DIMINISHED
  }

  /// Which degree each number of semitones is; a sixth is the thirteenth an octave lower.
  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private static final List<Integer> DEGREES =
      List.of(1, 9, 9, 3, 3, 4, 5, 5, 13, 13, 7, 7, 8, 9, 9, 9, 10, 11, 11, 12, 13, 13);

  private final String symbol;
  private final Family family;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<Integer> tones;

  Quality(String symbol, Family family, Integer... tones) {
    this.symbol = symbol;
    this.family = family;
    this.tones = List.of(tones);
  }

  public String symbol() {
    return symbol;
  }

  public Family family() {
    return family;
  }

  public List<Integer> tones() {
    return tones;
  }

  /// How many semitones above the root the chord has its third, fifth, seventh, ninth or
  /// thirteenth; −1 if it has none.
  public int degree(int number) {
    for (int tone : tones) {
      if (DEGREES.get(tone) == number) {
        return tone;
      }
    }
    return -1;
  }

  /// Whether a minor ninth inside the chord is part of its colour.
  public boolean toleratesMinorNinths() {
    return family == Family.DOMINANT || family == Family.DIMINISHED;
  }

  /// Whether the chord sounds minor as a goal: a dominant before it takes darker tensions.
  public boolean isMinor() {
    return family == Family.MINOR || family == Family.DIMINISHED;
  }
}
