package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.KeysVoice;
import lofi.music.style.Palette;
import lofi.music.style.Trait;
import lofi.music.theory.Pitch;

/// Plays the chords: one rhythm of twelve a section, another every fourth bar, the hand rolling
/// upward, and rests where others have something to say.
final class Comping {
  /// How a hand lays the notes of one stroke.
  private enum Touch {
    /// All at once, rolled a little.
    TOGETHER,
    /// One after the other upward, in eighths.
    ARPEGGIO,
    /// The lowest first, the others a beat later.
    BROKEN
  }

  /// When and how long the hand is on the keys, in beats.
  private record Stroke(double onset, double beats) {}

  private record Rhythm(Touch touch, List<Stroke> strokes) {
    /// @param strokes of one bar: onset and length, pair by pair
    static Rhythm of(Touch touch, double... strokes) {
      List<Stroke> list = new ArrayList<>();
      for (int i = 0; i < strokes.length; i += 2) {
        list.add(new Stroke(strokes[i], strokes[i + 1]));
      }
      return new Rhythm(touch, List.copyOf(list));
    }

    static Rhythm of(double... strokes) {
      return of(Touch.TOGETHER, strokes);
    }
  }

  private static final Rhythm WHOLE = Rhythm.of(0, 3.8);

  private static final List<Rhythm> RHYTHMS =
      List.of(
          WHOLE,
          Rhythm.of(0, 1.4, 1.5, 2.2),
          Rhythm.of(0, 1.2, 1.5, .4, 2, 1),
          Rhythm.of(0, 1.8, 2.5, .9),
          Rhythm.of(0, 1.3, 1.5, 1.3, 3, .9),
          Rhythm.of(0, .7, .75, .7, 1.5, .4, 2.5, .9),
          Rhythm.of(0, .8, 1, .8, 2, .8, 3, .8),
          Rhythm.of(0, 1.3, 2, 1.3),
          Rhythm.of(0, 2.6, 3.5, .4),
          Rhythm.of(.5, 1.4, 2.5, .9),
          Rhythm.of(Touch.ARPEGGIO, 0, 3.8),
          Rhythm.of(Touch.BROKEN, 0, 1.9, 2, 1.8));

  private static final List<Rhythm> BOSSA =
      List.of(
          Rhythm.of(0, .45, 1, .9, 2.5, .45, 3, .9),
          Rhythm.of(0, .9, 1.5, .45, 2, .9, 3.5, .45),
          Rhythm.of(0, .9, 1.5, .9, 3, .8));

  /// What a hand does where nobody else keeps the time.
  private static final List<Rhythm> CALM =
      List.of(
          Rhythm.of(0, 1.9, 2, 1.8),
          Rhythm.of(Touch.ARPEGGIO, 0, 1.9, 2, 1.9),
          Rhythm.of(Touch.BROKEN, 0, 1.9, 2, 1.8),
          Rhythm.of(0, 2.4, 2.5, 1.3),
          Rhythm.of(0, 1.4, 1.5, 1.4, 3, .9));

  private static final List<Rhythm> CALM_AND_MOVING =
      List.of(
          Rhythm.of(Touch.ARPEGGIO, 0, 1.9, 2, 1.9),
          Rhythm.of(0, 1.4, 1.5, 1.4, 3, .9),
          Rhythm.of(0, .9, 1, .9, 2, .9, 3, .9));

  /// How long a hand stays on the keys, as a share of what the rhythm says.
  private static final List<Double> LEGATO_TO_SHORT = List.of(1.0, .75, .5);

  private static final double ANTICIPATES = .25;

  /// How much stronger the hands play alone than with the band.
  private static final double ALONE = 1.18;

  /// The lowest root that the left hand takes: the E on the bass clef's first ledger line.
  static final int LEFT_HAND = 40;

  /// A chord that a sampler has chopped ends after so many beats.
  private static final double CHOP_BEATS = 1.1;

  private final SongPlan plan;
  private final Section section;
  private final List<ChordSpan> chords;
  private final RandomStream draw;
  private final boolean chopped;
  private final double share;
  private final CompingRests rests;
  private final List<NoteEvent> notes = new ArrayList<>();

  private Comping(SongPlan plan, Section section, List<ChordSpan> chords, List<NoteEvent> melody) {
    this.plan = plan;
    this.section = section;
    this.chords = chords;
    draw = RandomStream.of(plan.songSeed(), "comping/" + section.index());
    chopped = isChopped();
    share = isCalm() ? 1 : choice("length").pick(LEGATO_TO_SHORT, .4, .35, .25);
    rests = CompingRests.draw(plan, section, melody);
  }

  /// @param melody what the lead plays in the section
  static List<NoteEvent> play(
      SongPlan plan, Section section, List<ChordSpan> chords, List<NoteEvent> melody) {
    var comping = new Comping(plan, section, chords, melody);
    if (section.has(Layer.KEYS)) {
      comping.play();
    }
    return comping.notes;
  }

  private void play() {
    List<Rhythm> rhythms = plan.style().has(Trait.BOSSA_COMPING) ? BOSSA : RHYTHMS;
    RandomStream choice = choice("rhythm");
    Rhythm usual = choice.pick(rhythms);
    Rhythm variation = choice.pick(rhythms);
    boolean calm = isCalm();
    Rhythm alone = choice.pick(fadesSoon() ? CALM_AND_MOVING : CALM);
    for (ChordSpan span : chords) {
      int bar = (int) ((span.beat() - section.startBeat()) / 4);
      playSpan(span, calm ? alone : bar % 4 == 3 ? variation : usual);
      leftHand(span);
    }
  }

  /// Whether a chord of these keys has died away before a bar is over.
  private boolean fadesSoon() {
    KeysVoice voice = plan.style().keys().voice();
    return voice == KeysVoice.WURLITZER || voice == KeysVoice.NYLON;
  }

  /// What sections of a kind have in common.
  private RandomStream choice(String what) {
    return RandomStream.of(
        plan.songSeed(), "comping/" + what + "/" + section.kind() + section.harmony());
  }

  private boolean isCalm() {
    return section.kind() == SectionKind.INTRO || section.kind() == SectionKind.OUTRO;
  }

  /// Where no bass plays, the left hand takes the roots.
  private void leftHand(ChordSpan span) {
    if (!section.has(Layer.BASS)) {
      int root = Pitch.atOrAbove(LEFT_HAND, span.chord().rootPitchClass());
      double late = plan.groove().keysMillis();
      double velocity = .42 * alone() * (1 + .04 * draw.gaussian());
      notes.add(NoteEvent.note(Part.KEYS, span.beat(), span.beats() - .1, root, velocity, late));
    }
  }

  private double alone() {
    return section.has(Layer.DRUMS) || section.has(Layer.BASS) ? 1 : ALONE;
  }

  /// Half of the dusty songs have their chords from a sampler's pads.
  private boolean isChopped() {
    return plan.style().palette() == Palette.DUSTY_SAMPLER
        && section.energy() > .4
        && RandomStream.of(plan.songSeed(), "comping/chop").chance(.5);
  }

  private void playSpan(ChordSpan span, Rhythm rhythm) {
    boolean early =
        !isCalm()
            && span.beat() > section.startBeat()
            && span.beats() >= 4
            && draw.chance(ANTICIPATES);
    double lead = early ? .5 : 0;
    if (!rests.layOut(span.beat())) {
      double held = Math.min(firstLength(span, rhythm), rests.room(span.beat()));
      strike(rhythm.touch(), span, span.beat() - lead, held + lead, 1);
    }
    for (double bar = 0; bar < span.beats(); bar += 4) {
      for (Stroke stroke : rhythm.strokes()) {
        double onset = barStart(span) + bar + stroke.onset();
        boolean inside = onset > span.beat() + .7 && onset < span.endBeat() - .2;
        if (inside && !rests.isLeftToOthers(onset)) {
          double length =
              Math.min(
                  Math.min(share * stroke.beats(), rests.room(onset)),
                  span.endBeat() - onset - .05);
          strike(rhythm.touch(), span, onset, length, .84);
        }
      }
    }
  }

  private double barStart(ChordSpan span) {
    double within = span.beat() - section.startBeat();
    return section.startBeat() + Math.floor(within / 4) * 4;
  }

  /// The first stroke of a chord lasts as long as the rhythm has it there, or until it strikes
  /// again.
  private double firstLength(ChordSpan span, Rhythm rhythm) {
    double end = Math.min(span.endBeat(), span.beat() + share * written(span, rhythm));
    for (double bar = 0; bar < span.beats(); bar += 4) {
      for (Stroke stroke : rhythm.strokes()) {
        double onset = barStart(span) + bar + stroke.onset();
        if (onset > span.beat() + .7) {
          end = Math.min(end, onset);
        }
      }
    }
    return end - span.beat() - .06;
  }

  /// How long the rhythm holds what it plays where the chord begins; a chord that comes between two
  /// strokes is held as long as there is room.
  private double written(ChordSpan span, Rhythm rhythm) {
    for (Stroke stroke : rhythm.strokes()) {
      if (Math.abs(barStart(span) + stroke.onset() - span.beat()) < .1) {
        return Math.max(stroke.beats(), .6) + .06;
      }
    }
    return span.beats();
  }

  private void strike(Touch touch, ChordSpan span, double beat, double beats, double accent) {
    double late = plan.groove().keysMillis() + 2 * draw.gaussian();
    double force = (.54 + .05 * draw.gaussian()) * accent * alone() * (.55 + .8 * section.energy());
    double held = chopped ? Math.min(CHOP_BEATS, beats) : beats;
    List<Integer> voicing = span.voicing();
    for (int i = 0; i < voicing.size(); i++) {
      double velocity = force * (i == voicing.size() - 1 ? 1.1 : 1) * (1 + .05 * draw.gaussian());
      double wait = Math.min(wait(touch, i), held - .25);
      notes.add(
          NoteEvent.note(
              Part.KEYS,
              beat + Math.max(0, wait),
              Math.max(.15, held - Math.max(0, wait)),
              voicing.get(i),
              Math.max(.15, Math.min(.95, velocity)),
              late));
      late += 4 + 8 * draw.unit();
    }
  }

  /// How many beats after the stroke its note number `index` from below is played.
  private static double wait(Touch touch, int index) {
    return switch (touch) {
      case TOGETHER -> 0;
      case ARPEGGIO -> .5 * index;
      case BROKEN -> index == 0 ? 0 : 1;
    };
  }
}
