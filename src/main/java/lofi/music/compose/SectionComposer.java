package lofi.music.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Writes all notes of one section. The result depends on the plan and the section alone, so any
/// section can be composed at any time.
public final class SectionComposer {
  private SectionComposer() {}

  /// The section's notes by beat.
  public static List<NoteEvent> compose(SongPlan plan, Section section) {
    List<ChordSpan> chords = chords(plan, section);
    List<NoteEvent> notes = new ArrayList<>(Drummer.play(plan, section));
    notes.addAll(Comping.play(plan, section, chords));
    notes.addAll(Bassist.play(plan, section, chords, chordAfter(plan, section)));
    notes.sort(Comparator.comparingDouble(NoteEvent::beat));
    return notes;
  }

  /// The section's chords by beat.
  public static List<ChordSpan> chords(SongPlan plan, Section section) {
    return plan.harmony().get(section.harmony()).over(section.startBeat(), 4 * section.bars());
  }

  private static ChordSpan chordAfter(SongPlan plan, Section section) {
    List<Section> sections = plan.sections();
    Section next = sections.get((section.index() + 1) % sections.size());
    return plan.harmony().get(next.harmony()).chords().getFirst();
  }
}
