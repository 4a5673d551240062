package lofi.music.compose;

import java.util.List;
import lofi.music.theory.Chord;

/// A chord and how long it lasts.
///
/// @param voicing what the keys play, lowest note first
public record ChordSpan(double beat, double beats, Chord chord, List<Integer> voicing) {
  public ChordSpan {
    voicing = List.copyOf(voicing);
  }

  public double endBeat() {
    return beat + beats;
  }

  ChordSpan at(double newBeat, double newBeats) {
    return new ChordSpan(newBeat, newBeats, chord, voicing);
  }
}
