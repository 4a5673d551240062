package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;

/// Holds three notes of each chord under everything else.
final class PadPlayer {
  private PadPlayer() {}

  static List<NoteEvent> play(Section section, List<ChordSpan> chords) {
    List<NoteEvent> notes = new ArrayList<>();
    if (section.has(Layer.PAD)) {
      for (ChordSpan span : chords) {
        List<Integer> voicing = span.voicing();
        for (int pitch : voicing.subList(Math.max(0, voicing.size() - 3), voicing.size())) {
          notes.add(NoteEvent.note(Part.PAD, span.beat(), span.beats() - .05, pitch, .5, 0));
        }
      }
    }
    return notes;
  }
}
