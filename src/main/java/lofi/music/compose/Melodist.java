package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.LeadVoice;
import lofi.music.style.Style;
import lofi.music.style.Trait;
import lofi.music.theory.Chord;

/// Plays the melody: phrases of eight bars made of the song's two motifs, with air between them.
final class Melodist {
  private static final double CELL_BEATS = 8;

  /// No degree of the chord in particular.
  private static final int NO_DEGREE = -1;

  private final SongPlan plan;
  private final Style style;
  private final Section section;
  private final List<ChordSpan> chords;
  private final MelodicLine line;
  private final RandomStream draw;
  private final List<NoteEvent> notes = new ArrayList<>();
  private final List<Phrase.Operator> operators;
  private double freeFrom;
  private int varied;

  private Melodist(SongPlan plan, Section section, List<ChordSpan> chords) {
    this.plan = plan;
    this.style = plan.style();
    this.section = section;
    this.chords = chords;
    line = new MelodicLine(style, centre(plan));
    draw = RandomStream.of(plan.songSeed(), "melody/" + section.index());
    operators = operatorsInOrder(plan.songSeed());
  }

  static List<NoteEvent> play(SongPlan plan, Section section, List<ChordSpan> chords) {
    var melodist = new Melodist(plan, section, chords);
    if (section.has(Layer.LEAD)) {
      melodist.play();
    }
    return melodist.notes;
  }

  /// Every section begins with another operator: a song goes through them in an order of its own.
  private static List<Phrase.Operator> operatorsInOrder(long songSeed) {
    RandomStream draw = RandomStream.of(songSeed, "melody/operators");
    List<Phrase.Operator> left = new ArrayList<>(List.of(Phrase.Operator.values()));
    List<Phrase.Operator> order = new ArrayList<>();
    while (!left.isEmpty()) {
      order.add(left.remove(draw.below(left.size())));
    }
    return order;
  }

  /// Only the second motif is turned upside down: the first must be known again.
  private Phrase.Operator nextOperator(boolean second) {
    Phrase.Operator operator = operators.get((section.index() + varied++) % operators.size());
    boolean unfit = operator == Phrase.Operator.INVERSION && !second;
    return unfit ? Phrase.Operator.SEQUENCE : operator;
  }

  private static int centre(SongPlan plan) {
    int drawn = 71 + RandomStream.of(plan.songSeed(), "melody/centre").below(5);
    drawn += (int) Math.floor(2 * plan.style().valence() + .5);
    LeadVoice voice = plan.style().lead().voice();
    boolean high = voice == LeadVoice.MUSIC_BOX || voice == LeadVoice.WHISTLE;
    return high ? drawn + 3 : drawn;
  }

  private void play() {
    String form = form();
    int cells = section.bars() / 2;
    for (int i = 0; i < cells; i++) {
      char letter = form.charAt(i % form.length());
      boolean breathes =
          i > 0 && !isReprise() && draw.chance(.18 - .3 * (style.density() - .5) - style.melody());
      if (letter != '-' && !breathes) {
        playCell(letter, section.startBeat() + i * CELL_BEATS);
      }
      respond(section.startBeat() + i * CELL_BEATS, letter);
    }
  }

  /// Which motif each two bars have; a capital is a variation, a dash a rest.
  private String form() {
    if (section.kind() == SectionKind.ENDING) {
      return "a";
    }
    if (isReprise()) {
      return "aaba";
    }
    if (section.kind() == SectionKind.INTRO) {
      return section.bars() < 4 ? "a" : draw.pick(List.of("a-", "-a"));
    }
    return draw.pick(List.of("aAbA", "abac", "a-A-", "aA-b", "-abA"), .4, .2, .15, .15, .1);
  }

  /// In its last A the motif returns as it first was.
  private boolean isReprise() {
    int lastA = -1;
    for (Section other : plan.sections()) {
      boolean isA = other.kind() == SectionKind.A || other.kind() == SectionKind.A_PRIME;
      lastA = isA && other.has(Layer.LEAD) ? other.index() : lastA;
    }
    return lastA == section.index();
  }

  private void playCell(char letter, double start) {
    boolean second = letter == 'b' || letter == 'c' || section.harmony() == 1;
    Motif motif = plan.motifs().get(second ? 1 : 0);
    Phrase phrase = Phrase.of(motif);
    boolean varies = Character.isUpperCase(letter) || letter == 'c';
    boolean newHere =
        section.kind() != SectionKind.A && letter == 'a' && start > section.startBeat();
    if (varies || (newHere && !isReprise())) {
      phrase = phrase.varied(nextOperator(second), draw);
    }
    if (start + CELL_BEATS >= section.endBeat()) {
      phrase = phrase.comingToRest();
    }
    line.returnToCentre();
    double target = start + phrase.steps().getLast().onset();
    for (Phrase.Step step : phrase.steps()) {
      boolean isTarget = start + step.onset() == target;
      playStep(start, step, isTarget ? motif.targetDegree() : NO_DEGREE);
    }
  }

  /// @param degree the degree of the chord that the note leans on, or `NO_DEGREE`
  private void playStep(double start, Phrase.Step step, int degree) {
    double beat = start + step.onset();
    if (beat >= section.endBeat() - .25) {
      return;
    }
    ChordSpan chord = chordAt(beat);
    boolean strong = degree != NO_DEGREE || Math.floor(step.onset()) == step.onset();
    line.leanOn(pitchClassOf(chord.chord(), degree));
    int pitch = line.next(chord.chord(), step.height(), strong, step.length() > .9);
    double accent = (strong ? .06 : 0) + .012 * step.height();
    sound(beat, Math.min(step.length(), section.endBeat() - beat), pitch, .58 + accent, strong);
  }

  /// −1 for no degree, or one that the chord does not have.
  private static int pitchClassOf(Chord chord, int degree) {
    int above = degree == NO_DEGREE ? -1 : chord.quality().degree(degree);
    return above < 0 ? -1 : chord.rootPitchClass() + above;
  }

  private void sound(double beat, double beats, int pitch, double velocity, boolean strong) {
    double late = plan.groove().keysMillis() + 5 + 4 * draw.gaussian();
    double played = Math.max(.2, Math.min(.95, velocity + .05 * draw.gaussian()));
    boolean grace = draw.chance(style.has(Trait.BLUES) ? .25 : .12);
    boolean enclosed = strong && draw.chance(.1 * style.jazz());
    if (enclosed && beat - .5 >= freeFrom) {
      note(beat - .5, .24, line.scaleStep(chordAt(beat).chord(), pitch, 1), played * .7, late);
      note(beat - .25, .23, pitch - 1, played * .65, late);
    } else if (grace && beat - .25 >= freeFrom) {
      double early = style.bpm() / 60 * draw.between(.060, .090);
      note(beat - early, early, pitch - 1 - draw.below(2), played * .6, late);
    }
    note(beat, beats, pitch, played, late);
    freeFrom = beat + beats;
  }

  private void note(double beat, double beats, int pitch, double velocity, double late) {
    notes.add(NoteEvent.note(Part.LEAD, beat, beats, pitch, velocity, late));
  }

  /// A short answer of one to three notes where the phrase has left room.
  private void respond(double start, char letter) {
    boolean wants =
        draw.chance((letter == '-' ? .25 : .3 * (.5 + style.density())) * (1 + style.melody()));
    double beat = Math.max(start + 5, Math.floor(freeFrom * 2 + 3) / 2) + .5 * draw.below(2);
    int count = 1 + draw.below(3);
    if (!wants || isReprise() || section.kind() == SectionKind.ENDING) {
      return;
    }
    int height = draw.pick(List.of(-4, -2, 2, 4));
    for (int i = 0; i < count && beat < start + 7.4; i++) {
      boolean last = i == count - 1;
      double beats = last ? draw.between(.8, 1.4) : .46;
      if (beat + beats < section.endBeat()) {
        line.leanOn(NO_DEGREE);
        int pitch = line.next(chordAt(beat).chord(), height, last, last);
        sound(beat, beats, pitch, .50, false);
      }
      beat += draw.chance(.7) ? .5 : 1;
      height += draw.chance(.5) ? 2 : -2;
    }
  }

  private ChordSpan chordAt(double beat) {
    ChordSpan found = chords.getFirst();
    for (ChordSpan span : chords) {
      found = span.beat() <= beat + .26 ? span : found;
    }
    return found;
  }
}
