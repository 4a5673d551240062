package lofi.music.compose;

/// A note or a drum hit, in beats as notated.
///
/// @param beat from the song's beginning, on the straight grid
/// @param pitch a MIDI note, or the number of a `DrumLane`
/// @param velocity 0 to 1
/// @param offsetMillis how much later than the grid (swing included) the player plays it
public record NoteEvent(
    Part part,
    double beat,
    double beats,
    int pitch,
    double velocity,
    double offsetMillis,
    Articulation articulation) {
  /// How a note begins.
  public enum Articulation {
    PLAIN,
    /// Grows to its full level over its length, as if played backwards.
    SWELL
  }

  static NoteEvent drum(DrumLane lane, double beat, double velocity, double offsetMillis) {
    return new NoteEvent(
        Part.DRUMS, beat, .25, lane.number(), velocity, offsetMillis, Articulation.PLAIN);
  }

  static NoteEvent note(
      Part part, double beat, double beats, int pitch, double velocity, double offsetMillis) {
    return new NoteEvent(part, beat, beats, pitch, velocity, offsetMillis, Articulation.PLAIN);
  }

  /// The same note, played so much later.
  NoteEvent later(double millis) {
    return new NoteEvent(part, beat, beats, pitch, velocity, offsetMillis + millis, articulation);
  }

  public DrumLane lane() {
    return DrumLane.of(pitch);
  }
}
