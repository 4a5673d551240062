package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;

/// A second voice under the melody, for songs that lean on classical music: one guide tone for each
/// chord, entering after the beat and moving on by the smallest step.
final class CounterLine {
  private static final int LOWEST = 57;
  private static final int HIGHEST = 67;
  private static final double VELOCITY = .42;

  private CounterLine() {}

  static List<NoteEvent> play(SongPlan plan, Section section, List<ChordSpan> chords) {
    List<NoteEvent> notes = new ArrayList<>();
    int previous = (LOWEST + HIGHEST) / 2;
    for (ChordSpan span : chords) {
      if (section.has(Layer.LEAD) && span.beats() >= 2) {
        previous = nearest(span, previous);
        double late = plan.groove().keysMillis();
        notes.add(
            NoteEvent.note(
                Part.KEYS, span.beat() + 1, span.beats() - 1.1, previous, VELOCITY, late));
      }
    }
    return notes;
  }

  /// The chord tone nearest to the last note, but another one if there is a choice.
  private static int nearest(ChordSpan span, int previous) {
    int best = previous;
    int least = Integer.MAX_VALUE;
    for (int pitch = LOWEST; pitch <= HIGHEST; pitch++) {
      int way = pitch == previous ? 3 : Math.abs(pitch - previous);
      if (span.chord().contains(pitch) && way < least) {
        least = way;
        best = pitch;
      }
    }
    return best;
  }
}
