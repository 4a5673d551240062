package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lofi.generation.Prompt;
import lofi.music.compose.DrumLane;
import lofi.music.compose.Ending;
import lofi.music.compose.Layer;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SectionKind;
import lofi.music.compose.SongPlan;
import lofi.music.compose.SongPlanner;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the notes of a thousand seeds must be like, and damage that must be noticed.
class NotesTest {
  private static final List<SongPlan> PLANS = new ArrayList<>();
  private static final NotesReport REPORT = new NotesReport();
  private static final NotesReport KICKS = new NotesReport("kick");

  @BeforeAll
  static void compose() {
    for (int seed = 0; seed < 1_000; seed++) {
      PLANS.add(new TrackRenderer("lofi", seed, 150).plan());
    }
    for (SongPlan plan : PLANS.subList(0, 120)) {
      REPORT.add(plan);
      KICKS.add(plan);
    }
  }

  private static String roots(SongPlan plan, int loop) {
    return plan.harmony().get(loop).rootPattern(plan.style().keyPitchClass());
  }

  @Test
  void aThousandSeedsHaveManyRootLoops() {
    Set<String> first = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    Set<SongPlan.Identity> identities = new HashSet<>();
    for (SongPlan plan : PLANS) {
      first.add(roots(plan, 0));
      pairs.add(roots(plan, 0) + "/" + roots(plan, 1));
      identities.add(plan.identity());
    }

    assertTrue(first.size() >= 750, "root loops: " + first.size());
    assertTrue(pairs.size() >= 995, "pairs of loops: " + pairs.size());
    assertEquals(1_000, identities.size());
  }

  @Test
  void chordsFollowEachOtherWithSmallSteps() {
    assertTrue(REPORT.meanVoiceMotion() <= 1.4, REPORT.toString());
  }

  @Test
  void chordsInRootPositionWouldBeNoticed() {
    double motion = 0;
    int voices = 0;
    for (SongPlan plan : PLANS.subList(0, 120)) {
      List<Integer> before = List.of();
      for (var span : plan.harmony().getFirst().chords()) {
        List<Integer> stacked =
            span.chord().quality().tones().stream()
                .map(tone -> 48 + span.chord().rootPitchClass() + tone)
                .toList();
        for (int tone : stacked) {
          List<Integer> from = before.isEmpty() ? stacked : before;
          motion += from.stream().mapToInt(old -> Math.abs(old - tone)).min().orElse(0);
          voices += before.isEmpty() ? 0 : 1;
        }
        before = stacked;
      }
    }

    assertTrue(motion / voices > 1.4, "motion " + motion / voices);
  }

  private static boolean isMelodious(NotesReport report) {
    return report.chordToneShare() >= .65
        && report.chordToneShare() <= .95
        && report.outsideShare() <= .06
        && report.longClashShare() <= .03
        && report.meanInterval() >= 2
        && report.meanInterval() <= 4.5
        && report.leapShare() <= .12;
  }

  @Test
  void theMelodySitsOnTheChordsAndMovesInSteps() {
    assertTrue(isMelodious(REPORT), REPORT.toString());
  }

  @Test
  void aMelodyOfRandomNotesWouldBeNoticed() {
    var broken = new NotesReport();
    for (SongPlan plan : PLANS.subList(0, 40)) {
      broken.add(plan, NotesTest::withRandomMelody);
    }

    assertFalse(isMelodious(broken), broken.toString());
  }

  private static List<NoteEvent> withRandomMelody(SongPlan plan, List<NoteEvent> notes) {
    RandomStream draw = RandomStream.of(plan.songSeed(), "damage");
    return notes.stream()
        .map(note -> note.part() == Part.LEAD ? at(note, 60 + draw.below(25)) : note)
        .toList();
  }

  private static NoteEvent at(NoteEvent note, int pitch) {
    return new NoteEvent(
        note.part(),
        note.beat(),
        note.beats(),
        pitch,
        note.velocity(),
        note.offsetMillis(),
        note.articulation());
  }

  @Test
  void theMelodyBreathes() {
    assertTrue(REPORT.restShare() >= .3, REPORT.toString());
    assertTrue(REPORT.soundingBarShare() <= .8, REPORT.toString());
  }

  private static boolean isHumanInAnySong(NotesReport drums) {
    return drums.commonestDrumBars().stream().allMatch(share -> share >= .10 && share <= .50);
  }

  @Test
  void inEverySongTheDrummerKeepsSomeBarsAndChangesOthers() {
    assertTrue(isHumanInAnySong(REPORT), REPORT.toString());
  }

  @Test
  void theKickIsPlayedAsOftenTheSameAsPeopleDo() {
    List<Double> shares = KICKS.commonestDrumBars().stream().sorted().toList();
    double median = shares.get(shares.size() / 2);

    assertTrue(median >= .3 && median <= .5, KICKS.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 7, 11})
  void anHourOfTheStreamNeverRepeatsItself(long seed) {
    var hour = new NotesReport();
    Set<SongPlan.Identity> identities = new HashSet<>();
    var sequence = new SongSequence(new Prompt("lofi"), seed);
    double seconds = 0;
    int songs = 0;
    for (; seconds < 3_600; songs++) {
      SongPlan plan = sequence.plan(songs);
      hour.add(plan);
      identities.add(plan.identity());
      seconds += plan.beats() * 60 / plan.style().bpm();
    }

    assertEquals(songs, identities.size());
    assertTrue(hour.distinctChordBars() >= 150, hour.toString());
    assertTrue(hour.melodyEntropy() >= 8.5 && hour.melodyEntropy() <= 12, hour.toString());
  }

  /// What a song has in common with one of the eight before it: its roots, its motif or its kick.
  private static List<String> likenesses(List<SongPlan> songs) {
    List<String> alike = new ArrayList<>();
    for (int number = 1; number < songs.size(); number++) {
      SongPlan.Identity song = songs.get(number).identity();
      for (int before = Math.max(0, number - 8); before < number; before++) {
        SongPlan.Identity other = songs.get(before).identity();
        boolean known =
            song.roots().equals(other.roots())
                || song.motif().equals(other.motif())
                || song.kicks().equals(other.kicks());
        if (known) {
          alike.add("song " + number + " and song " + before + ": " + song);
        }
      }
    }
    return alike;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lofi", "simple classical piano", "bossa nova, in d minor, 74 bpm"})
  void noSongOfAStreamIsLikeOneOfTheEightBefore(String prompt) {
    for (int seed = 1; seed <= 3; seed++) {
      var sequence = new SongSequence(new Prompt(prompt), seed);
      List<SongPlan> songs = IntStream.range(0, 60).mapToObj(sequence::plan).toList();

      assertEquals(List.of(), likenesses(songs));
    }
  }

  @Test
  void songsThatDoNotKnowOfEachOtherWouldBeNoticed() {
    assertFalse(likenesses(PLANS.subList(0, 100)).isEmpty());
  }

  @Test
  void anHourOfOneSongWouldBeNoticed() {
    var hour = new NotesReport();
    SongPlan plan = new SongSequence(new Prompt("lofi"), 7).plan(0);
    for (int lap = 0; lap < 18; lap++) {
      hour.add(plan);
    }

    assertTrue(hour.distinctChordBars() < 150, hour.toString());
    assertTrue(hour.melodyEntropy() < 8.5, hour.toString());
  }

  @Test
  void drumsFromAMachineOrFromDiceWouldBeNoticed() {
    var machine = new NotesReport("kick");
    var dice = new NotesReport("kick");
    for (SongPlan plan : PLANS.subList(0, 20)) {
      machine.add(plan, (song, notes) -> withKicks(notes, step -> step % 16 == 0));
      RandomStream draw = RandomStream.of(plan.songSeed(), "damage");
      dice.add(plan, (song, notes) -> withKicks(notes, step -> draw.chance(.4)));
    }

    assertTrue(machine.commonestDrumBars().stream().allMatch(share -> share > .5));
    assertTrue(dice.commonestDrumBars().stream().allMatch(share -> share < .1));
    assertFalse(isHumanInAnySong(machine));
    assertFalse(isHumanInAnySong(dice));
  }

  /// Other kicks on the grid of sixteenths, over as many bars as there were.
  private static List<NoteEvent> withKicks(List<NoteEvent> notes, IntPredicate hits) {
    List<NoteEvent> changed = new ArrayList<>();
    notes.stream().filter(note -> note.part() != Part.DRUMS).forEach(changed::add);
    var kicks =
        notes.stream()
            .filter(note -> note.part() == Part.DRUMS && note.lane() == DrumLane.KICK)
            .toList();
    if (kicks.isEmpty()) {
      return changed;
    }
    int first = 16 * (int) (kicks.getFirst().beat() / 4);
    int last = 16 + 16 * (int) (kicks.getLast().beat() / 4);
    for (int step = first; step < last; step++) {
      if (hits.test(step)) {
        NoteEvent kick = kicks.getFirst();
        changed.add(
            new NoteEvent(Part.DRUMS, step / 4.0, .25, kick.pitch(), .8, 0, kick.articulation()));
      }
    }
    return changed;
  }

  @Test
  void neighboursInTheStreamAreRelated() {
    var sequence = new SongSequence(new Prompt("lofi"), 11);
    for (int number = 1; number < 30; number++) {
      SongPlan before = sequence.plan(number - 1);
      SongPlan plan = sequence.plan(number);

      assertTrue(Math.abs(plan.style().bpm() - before.style().bpm()) <= 4);
      int interval =
          Math.floorMod(plan.style().keyPitchClass() - before.style().keyPitchClass(), 12);
      assertTrue(Set.of(0, 2, 3, 5, 7, 9, 10).contains(interval), "interval " + interval);
      assertFalse(roots(plan, 0).equals(roots(before, 0)));
    }
  }

  /// What is heard of a song's form in its first minute: kinds, lengths and layers.
  private static String beginning(SongPlan plan) {
    var text = new StringBuilder();
    for (var section : plan.sections()) {
      if (section.startBeat() < plan.style().bpm()) {
        text.append(section.kind()).append(section.bars());
        section.layers().stream().sorted().forEach(text::append);
      }
    }
    return text.toString();
  }

  @Test
  void songsBeginInManyWays() {
    Map<String, Integer> beginnings = new HashMap<>();
    int singing = 0;
    for (int number = 0; number < 100; number++) {
      SongPlan plan = new SongSequence(new Prompt("lofi"), number).plan(0);
      beginnings.merge(beginning(plan), 1, Integer::sum);
      var first =
          plan.sections().stream().filter(section -> section.has(Layer.KICK)).findFirst().get();
      singing += first.has(Layer.LEAD) ? 1 : 0;
    }
    int commonest = beginnings.values().stream().mapToInt(Integer::intValue).max().orElse(0);

    assertTrue(beginnings.size() >= 25, beginnings.size() + " ways to begin");
    assertTrue(commonest <= 20, commonest + " of 100 begin alike");
    assertTrue(singing >= 30 && singing <= 80, singing + " of 100 sing at once");
  }

  @Test
  void piecesAndLoopsHaveAsManyBarsAsWanted() {
    Style style = PLANS.getFirst().style();
    for (int bars = 1; bars <= 90; bars++) {
      for (long seed = 0; seed < 5; seed++) {
        SongPlan piece = SongPlanner.planBars(seed, style, bars);
        var lastChord = piece.sections().getLast();

        assertEquals(SectionKind.ENDING, lastChord.kind());
        assertEquals(4.0 * bars, lastChord.startBeat(), "seed " + seed);
        assertEquals(4.0 * bars, SongPlanner.planLoop(seed, style, bars).beats(), "seed " + seed);
      }
    }
  }

  @Test
  void piecesEndInManyWays() {
    Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    PLANS.forEach(plan -> endings.merge(plan.ending(), 1, Integer::sum));

    assertEquals(Ending.values().length, endings.size());
    assertTrue(endings.values().stream().allMatch(count -> count >= 80), endings.toString());
  }

  /// How many of the section's beats have keys in them.
  private static double playedByKeys(List<NoteEvent> notes, double start, double end) {
    int played = 0;
    for (double beat = start + .125; beat < end; beat += .25) {
      double at = beat;
      played +=
          notes.stream()
                  .anyMatch(note ->
                      note.part() == Part.KEYS
                          && note.beat() <= at
                          && note.beat() + note.beats() > at)
              ? 1
              : 0;
    }
    return played / (4 * (end - start));
  }

  @Test
  void theKeysLeaveRoom() {
    List<Double> shares = new ArrayList<>();
    for (SongPlan plan : PLANS.subList(0, 60)) {
      for (var section : plan.sections()) {
        if (section.has(Layer.KICK) && section.has(Layer.KEYS)) {
          List<NoteEvent> notes = SectionComposer.compose(plan, section);
          shares.add(playedByKeys(notes, section.startBeat(), section.endBeat()));
        }
      }
    }
    double[] sorted = shares.stream().mapToDouble(share -> share).sorted().toArray();

    assertTrue(sorted[sorted.length / 2] < .85, "median " + sorted[sorted.length / 2]);
    assertTrue(sorted[sorted.length / 4] < .7, "first quarter " + sorted[sorted.length / 4]);
  }

  @Test
  void noTwoNeighbouringSectionsAreTheSame() {
    for (SongPlan plan : PLANS.subList(0, 100)) {
      for (int i = 1; i < plan.sections().size(); i++) {
        var section = plan.sections().get(i);
        var before = plan.sections().get(i - 1);
        boolean same =
            section.layers().equals(before.layers()) && section.harmony() == before.harmony();
        boolean isLastChord = section.kind() == SectionKind.ENDING;
        assertFalse(same && !isLastChord, plan.sections().toString());
      }
    }
  }
}
