package lofi.music;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lofi.music.compose.ChordSpan;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.Section;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SectionKind;
import lofi.music.compose.SongPlan;

/// What the notes of pieces are like, added up over many of them.
final class NotesReport {
  private final Map<String, Integer> threeGrams = new HashMap<>();
  private final Set<String> chordBars = new HashSet<>();
  private final List<Double> commonestDrumBars = new ArrayList<>();
  private final String wanted;
  private double voiceMotion;
  private int voices;
  private int melodyNotes;
  private int chordTones;
  private int outside;
  private int longNotes;
  private int longClashes;
  private int intervals;
  private double intervalSum;
  private int leaps;
  private double leadBeats;
  private double soundingBeats;
  private int leadBars;
  private int soundingBars;

  NotesReport() {
    this("");
  }

  /// @param lane the drum whose bars are compared, or an empty text for all drums together
  NotesReport(String lane) {
    wanted = lane;
  }

  /// Changes the notes before they are looked at: the identity, or damage.
  interface Change {
    List<NoteEvent> of(SongPlan plan, List<NoteEvent> notes);
  }

  void add(SongPlan plan) {
    add(plan, (song, notes) -> notes);
  }

  void add(SongPlan plan, Change change) {
    Map<String, Integer> drumBars = new HashMap<>();
    List<NoteEvent> melody = new ArrayList<>();
    for (Section section : plan.sections()) {
      List<ChordSpan> chords = SectionComposer.chords(plan, section);
      List<NoteEvent> notes = change.of(plan, SectionComposer.compose(plan, section));
      addHarmony(chords);
      addMelody(plan, section, chords, notes, melody);
      addDrums(section, notes, drumBars);
    }
    addThreeGrams(melody);
    int bars = drumBars.values().stream().mapToInt(Integer::intValue).sum();
    if (bars > 8) {
      int most = drumBars.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      commonestDrumBars.add((double) most / bars);
    }
  }

  private void addHarmony(List<ChordSpan> chords) {
    addChordBars(chords);
    for (int i = 0; i < chords.size(); i++) {
      ChordSpan span = chords.get(i);
      if (i > 0) {
        addMotion(chords.get(i - 1).voicing(), span.voicing());
      }
    }
  }

  private void addChordBars(List<ChordSpan> chords) {
    double end = chords.getLast().endBeat();
    for (double bar = chords.getFirst().beat(); bar < end; bar += 4) {
      var inBar = new StringBuilder();
      for (ChordSpan span : chords) {
        if (span.beat() < bar + 4 && span.endBeat() > bar) {
          inBar.append(span.chord()).append(' ').append(Math.max(bar, span.beat()) - bar);
        }
      }
      chordBars.add(inBar.toString());
    }
  }

  private void addMotion(List<Integer> from, List<Integer> to) {
    for (int tone : to) {
      voiceMotion += from.stream().mapToInt(old -> Math.abs(old - tone)).min().orElse(0);
      voices++;
    }
  }

  private void addMelody(
      SongPlan plan,
      Section section,
      List<ChordSpan> chords,
      List<NoteEvent> notes,
      List<NoteEvent> melody) {
    List<NoteEvent> lead = notes.stream().filter(n -> n.part() == Part.LEAD).toList();
    if (lead.isEmpty() || section.kind() == SectionKind.INTRO) {
      return;
    }
    leadBeats += 4 * section.bars();
    leadBars += section.bars();
    Set<Integer> bars = new TreeSet<>();
    int previous = -1;
    for (NoteEvent note : lead) {
      soundingBeats += note.beats();
      bars.add((int) (note.beat() / 4));
      boolean ornament = note.beats() < .3;
      if (!ornament) {
        judge(plan, chordAt(chords, note.beat()), note);
        if (previous >= 0) {
          int interval = Math.abs(note.pitch() - previous);
          intervals++;
          intervalSum += interval;
          leaps += interval > 7 ? 1 : 0;
        }
        previous = note.pitch();
        melody.add(note);
      }
    }
    soundingBars += bars.size();
  }

  private void judge(SongPlan plan, ChordSpan span, NoteEvent note) {
    melodyNotes++;
    boolean chordTone = span.chord().contains(note.pitch());
    int degree = Math.floorMod(note.pitch() - plan.style().keyPitchClass(), 12);
    boolean inScale = plan.style().mode().scale().contains(degree);
    chordTones += chordTone ? 1 : 0;
    outside += chordTone || inScale ? 0 : 1;
    if (note.beats() >= 1) {
      longNotes++;
      longClashes += span.chord().clashesWith(note.pitch()) ? 1 : 0;
    }
  }

  static ChordSpan chordAt(List<ChordSpan> chords, double beat) {
    ChordSpan found = chords.getFirst();
    for (ChordSpan span : chords) {
      found = span.beat() <= beat + 1e-6 ? span : found;
    }
    return found;
  }

  private void addDrums(Section section, List<NoteEvent> notes, Map<String, Integer> drumBars) {
    Map<Integer, TreeSet<String>> bars = new HashMap<>();
    for (NoteEvent note : notes) {
      if (note.part() == Part.DRUMS && note.velocity() > .0) {
        String lane = note.lane().label();
        boolean counts = wanted.isEmpty() || wanted.equals(lane);
        if (counts) {
          int bar = (int) (note.beat() / 4);
          long step = Math.round((note.beat() - 4 * bar) * 4);
          bars.computeIfAbsent(bar, b -> new TreeSet<>()).add(lane + step);
        }
      }
    }
    if (section.kind() != SectionKind.BREAK) {
      bars.values().forEach(bar -> drumBars.merge(bar.toString(), 1, Integer::sum));
    }
  }

  /// Three notes in a row: how far apart they are in pitch, and when they come.
  private void addThreeGrams(List<NoteEvent> melody) {
    for (int i = 0; i + 2 < melody.size(); i++) {
      threeGrams.merge(
          step(melody.get(i), melody.get(i + 1)) + step(melody.get(i + 1), melody.get(i + 2)),
          1,
          Integer::sum);
    }
  }

  private static String step(NoteEvent from, NoteEvent to) {
    return to.pitch() - from.pitch() + "@" + Math.round(4 * to.beat()) % 16 + " ";
  }

  double meanVoiceMotion() {
    return voiceMotion / voices;
  }

  double chordToneShare() {
    return (double) chordTones / melodyNotes;
  }

  double outsideShare() {
    return (double) outside / melodyNotes;
  }

  double longClashShare() {
    return (double) longClashes / Math.max(1, longNotes);
  }

  double meanInterval() {
    return intervalSum / intervals;
  }

  double leapShare() {
    return (double) leaps / intervals;
  }

  double restShare() {
    return 1 - soundingBeats / leadBeats;
  }

  double soundingBarShare() {
    return (double) soundingBars / leadBars;
  }

  int distinctChordBars() {
    return chordBars.size();
  }

  /// In bits.
  double melodyEntropy() {
    double total = threeGrams.values().stream().mapToInt(Integer::intValue).sum();
    double bits = 0;
    for (int count : threeGrams.values()) {
      bits -= count / total * Math.log(count / total) / Math.log(2);
    }
    return bits;
  }

  List<Double> commonestDrumBars() {
    return commonestDrumBars;
  }

  @Override
  public String toString() {
    double[] drums = commonestDrumBars.stream().mapToDouble(d -> d).sorted().toArray();
    return String.format(
        java.util.Locale.ROOT,
        "voice motion %.2f | melody: chord tones %.3f outside %.3f long clashes %.3f interval %.2f"
            + " leaps %.3f rests %.2f bars %.2f entropy %.2f | chord bars %d | commonest drum bar"
            + " %.2f..%.2f..%.2f",
        meanVoiceMotion(),
        chordToneShare(),
        outsideShare(),
        longClashShare(),
        meanInterval(),
        leapShare(),
        restShare(),
        soundingBarShare(),
        melodyEntropy(),
        distinctChordBars(),
        drums.length == 0 ? 0 : drums[0],
        drums.length == 0 ? 0 : drums[drums.length / 2],
        drums.length == 0 ? 0 : drums[drums.length - 1]);
  }
}
