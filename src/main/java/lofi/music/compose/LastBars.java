package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.theory.Pitch;

/// What the players do in the last bars before the end.
final class LastBars {
  private static final double HELD_BACK_BEATS = .4;

  /// Fewer bars than this have no room for a farewell.
  private static final int SHORTEST = 4;

  private LastBars() {}

  static void apply(SongPlan plan, Section section, List<ChordSpan> chords, List<NoteEvent> notes) {
    List<Section> sections = plan.sections();
    boolean isBeforeTheEnd =
        section.index() + 2 == sections.size()
            && sections.getLast().kind() == SectionKind.ENDING
            && section.bars() >= SHORTEST;
    if (isBeforeTheEnd) {
      switch (plan.ending()) {
        case SLOWING -> slowDown(plan, section, notes);
        case KEYS_ALONE -> leaveTheKeysAlone(plan, section, chords, notes);
        case LAST_MOTIF -> notes.removeIf(note -> isDrumFrom(note, section.endBeat() - 2));
        case ECHOES, COLD, FADING -> {}
      }
    }
  }

  /// How late a player who slows down is at the end of the last bar.
  static double heldBackMillis(SongPlan plan) {
    return HELD_BACK_BEATS * 60_000 / plan.style().bpm();
  }

  private static boolean isDrumFrom(NoteEvent note, double beat) {
    return note.part() == Part.DRUMS && note.beat() >= beat;
  }

  /// The drums fall silent after the one; the others hold back more and more.
  private static void slowDown(SongPlan plan, Section section, List<NoteEvent> notes) {
    double from = section.endBeat() - 4;
    notes.removeIf(note -> isDrumFrom(note, from + .1));
    notes.replaceAll(note -> note.beat() < from ? note : heldBack(plan, note, from));
  }

  private static NoteEvent heldBack(SongPlan plan, NoteEvent note, double from) {
    double into = (note.beat() - from) / 4;
    return note.later(into * into * heldBackMillis(plan));
  }

  /// For two bars a pianist's left hand has the roots instead of the bass.
  private static void leaveTheKeysAlone(
      SongPlan plan, Section section, List<ChordSpan> chords, List<NoteEvent> notes) {
    double from = section.endBeat() - 8;
    notes.removeIf(note ->
        note.beat() >= from
            && (note.part() == Part.DRUMS || note.part() == Part.BASS || note.part() == Part.PAD));
    List<NoteEvent> roots = new ArrayList<>();
    for (ChordSpan span : chords) {
      double start = Math.max(from, span.beat());
      boolean sounds = span.endBeat() > from + .1 && section.has(Layer.BASS);
      if (sounds) {
        int root = Pitch.atOrAbove(Comping.LEFT_HAND, span.chord().rootPitchClass());
        roots.add(
            NoteEvent.note(
                Part.KEYS,
                start,
                span.endBeat() - start - .1,
                root,
                .5,
                plan.groove().keysMillis()));
      }
    }
    notes.addAll(roots);
  }
}
