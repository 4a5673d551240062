package lofi.music.theory;

/// A chord by its root, C being 0, and its kind.
public record Chord(int rootPitchClass, Quality quality) {
  public Chord {
    rootPitchClass = Math.floorMod(rootPitchClass, 12);
  }

  /// Whether the pitch class belongs to the chord.
  public boolean contains(int midi) {
    int above = Math.floorMod(midi - rootPitchClass, 12);
    for (int tone : quality.tones()) {
      if (tone % 12 == above) {
        return true;
      }
    }
    return false;
  }

  /// Whether `midi` lies a semitone above a chord tone without being one: it rubs when held.
  public boolean clashesWith(int midi) {
    return !contains(midi) && contains(midi - 1);
  }

  @Override
  public String toString() {
    return Pitch.name(rootPitchClass) + " " + quality.symbol();
  }
}
