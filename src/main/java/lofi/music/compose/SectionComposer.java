package lofi.music.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.Trait;

/// Writes all notes of one section. The result depends on the plan and the section alone, so any
/// section can be composed at any time.
public final class SectionComposer {
  private SectionComposer() {}

  /// The section's notes by beat.
  public static List<NoteEvent> compose(SongPlan plan, Section section) {
    List<ChordSpan> chords = chords(plan, section);
    List<NoteEvent> notes =
        isLastChord(plan, section)
            ? LastChord.play(plan, section, chords.getFirst())
            : band(plan, section, chords);
    notes.sort(Comparator.comparingDouble(NoteEvent::beat));
    return notes;
  }

  private static List<NoteEvent> band(SongPlan plan, Section section, List<ChordSpan> chords) {
    List<NoteEvent> notes = new ArrayList<>(Drummer.play(plan, section));
    List<NoteEvent> melody = Melodist.play(plan, section, chords);
    notes.addAll(Comping.play(plan, section, chords, melody));
    notes.addAll(Bassist.play(plan, section, chords, chordAfter(plan, section)));
    notes.addAll(melody);
    notes.addAll(PadPlayer.play(section, chords));
    if (plan.style().has(Trait.COUNTER_MELODY)) {
      notes.addAll(CounterLine.play(plan, section, chords));
    }
    Transitions.apply(plan, section, notes);
    LastBars.apply(plan, section, chords, notes);
    return notes;
  }

  private static boolean isLastChord(SongPlan plan, Section section) {
    return section.kind() == SectionKind.ENDING && plan.ending() != Ending.FADING;
  }

  /// The section's chords by beat.
  public static List<ChordSpan> chords(SongPlan plan, Section section) {
    HarmonyLoop loop = plan.harmony().get(section.harmony());
    if (isLastChord(plan, section)) {
      return List.of(loop.chords().getFirst().at(section.startBeat(), 4.0 * section.bars()));
    }
    boolean isLast = section.index() == plan.sections().size() - 1;
    if (isLast && !plan.bridge().isEmpty()) {
      return plan.bridge().stream()
          .map(span -> span.at(section.startBeat() + span.beat(), span.beats()))
          .toList();
    }
    return withTurnarounds(plan, section, loop);
  }

  /// The loop as often as it fits. Most rounds end in a turnaround, to the next section or to the
  /// loop's own beginning.
  private static List<ChordSpan> withTurnarounds(SongPlan plan, Section section, HarmonyLoop loop) {
    List<ChordSpan> chords = new ArrayList<>();
    double bars = section.bars();
    for (double bar = 0; bar < bars; bar += HarmonyLoop.BEATS / 4) {
      double beats = 4 * Math.min(HarmonyLoop.BEATS / 4, bars - bar);
      List<ChordSpan> round = loop.over(section.startBeat() + 4 * bar, beats);
      boolean last = bar + HarmonyLoop.BEATS / 4 >= bars;
      RandomStream draw =
          RandomStream.of(plan.songSeed(), "turnaround/" + section.index() + "/" + (int) bar);
      boolean turns = beats >= 8 && draw.chance(.6);
      ChordSpan next = last ? chordAfter(plan, section) : loop.chords().getFirst();
      chords.addAll(
          turns ? new Turnaround(draw, next, plan.style().keys().hand()).applyTo(round) : round);
    }
    return chords;
  }

  private static ChordSpan chordAfter(SongPlan plan, Section section) {
    List<Section> sections = plan.sections();
    Section next = sections.get((section.index() + 1) % sections.size());
    return plan.harmony().get(next.harmony()).chords().getFirst();
  }
}
