package lofi.music.compose;

import java.util.List;

/// What a section does in its last bar to announce the next.
final class Transitions {
  private Transitions() {}

  static void apply(SongPlan plan, Section section, List<NoteEvent> notes) {
    if (section.has(Transition.STOP_TIME)) {
      notes.removeIf(note -> stops(note.part()) && note.beat() >= section.endBeat() - 2);
    }
    if (section.has(Transition.REVERSED_SWELL)) {
      addSwell(plan, section, notes);
    }
  }

  private static boolean stops(Part part) {
    return part == Part.DRUMS || part == Part.BASS;
  }

  /// The next section's first chord grows out of nothing, as if the tape ran backwards.
  private static void addSwell(SongPlan plan, Section section, List<NoteEvent> notes) {
    List<Section> sections = plan.sections();
    if (section.index() + 1 < sections.size()) {
      Section next = sections.get(section.index() + 1);
      ChordSpan chord = SectionComposer.chords(plan, next).getFirst();
      for (int pitch : chord.voicing()) {
        notes.add(
            new NoteEvent(
                Part.PAD,
                section.endBeat() - 2.5,
                2.5,
                pitch,
                .7,
                0,
                NoteEvent.Articulation.SWELL));
      }
    }
  }
}
