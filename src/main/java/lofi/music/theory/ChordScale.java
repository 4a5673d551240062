package lofi.music.theory;

import java.util.List;

/// The seven or eight notes that a melody draws from over one chord (Mark Levine, "The Jazz Theory
/// Book", on chord scales): where a chord leaves a choice, the key decides.
public record ChordScale(int rootPitchClass, List<Integer> steps) {
  private static final List<Integer> IONIAN = List.of(0, 2, 4, 5, 7, 9, 11);
  private static final List<Integer> LYDIAN = List.of(0, 2, 4, 6, 7, 9, 11);
  private static final List<Integer> DORIAN = List.of(0, 2, 3, 5, 7, 9, 10);
  private static final List<Integer> AEOLIAN = List.of(0, 2, 3, 5, 7, 8, 10);
  private static final List<Integer> MIXOLYDIAN = List.of(0, 2, 4, 5, 7, 9, 10);
  private static final List<Integer> LYDIAN_DOMINANT = List.of(0, 2, 4, 6, 7, 9, 10);
  private static final List<Integer> PHRYGIAN_DOMINANT = List.of(0, 1, 4, 5, 7, 8, 10);
  private static final List<Integer> ALTERED = List.of(0, 1, 3, 4, 6, 8, 10);
  private static final List<Integer> LOCRIAN = List.of(0, 1, 3, 5, 6, 8, 10);
  private static final List<Integer> DIMINISHED = List.of(0, 2, 3, 5, 6, 8, 9, 11);

  public ChordScale {
    steps = List.copyOf(steps);
  }

  public static ChordScale ofKey(int keyPitchClass, Mode mode) {
    return new ChordScale(keyPitchClass, mode.scale());
  }

  /// The scale over `chord` in a key.
  public static ChordScale of(Chord chord, int keyPitchClass, Mode mode) {
    int root = chord.rootPitchClass();
    ChordScale key = ofKey(keyPitchClass, mode);
    List<Integer> steps =
        switch (chord.quality()) {
          case MAJOR_7, MAJOR_9, SIX_NINE, MAJOR_13, MAJOR_TRIAD ->
              key.contains(root + 6) && !key.contains(root + 5) ? LYDIAN : IONIAN;
          case MAJOR_7_SHARP_11 -> LYDIAN;
          case MINOR_7, MINOR_9, MINOR_11, MINOR_TRIAD ->
              key.contains(root + 8) && !key.contains(root + 9) ? AEOLIAN : DORIAN;
          case MINOR_SIX_NINE -> DORIAN;
          case DOMINANT_7, DOMINANT_9, DOMINANT_13, NINE_SUS, THIRTEEN_SUS -> MIXOLYDIAN;
          case SHARP_11 -> LYDIAN_DOMINANT;
          case FLAT_9 -> PHRYGIAN_DOMINANT;
          case ALTERED -> ALTERED;
          case HALF_DIMINISHED -> LOCRIAN;
          case DIMINISHED_7 -> DIMINISHED;
        };
    return new ChordScale(root, steps);
  }

  /// Whether the scale has the pitch in any octave.
  public boolean contains(int midi) {
    return steps.contains(Math.floorMod(midi - rootPitchClass, 12));
  }
}
