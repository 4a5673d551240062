package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.Trait;

/// Plays the chords: one rhythm a section, a variation every fourth bar, the hand rolling upward.
final class Comping {
  /// Onset and length in beats, pair by pair.
  private static final double[][] RHYTHMS = {
    {0, 3.8},
    {0, 1.4, 1.5, 2.2},
    {0, 1.2, 1.5, .4, 2, 1.8},
    {0, 2.3, 2.5, 1.3},
    {0, 1.4, 1.5, 1.3, 3, .9},
    {0, .7, .75, .7, 1.5, .4, 2, 1.7},
    {0, .9, 1, .9, 2, .9, 3, .9},
    {0, 1.7, 2, 1.7},
    {0, 3.3, 3.5, .4},
    {0, 1.9, 2.75, 1.1},
    {0, .6, 1.5, 2.2},
    {.5, 1.4, 2.5, 1.3}
  };

  private static final double[][] BOSSA = {
    {0, .45, 1, .9, 2.5, .45, 3, .9},
    {0, .9, 1.5, .45, 2, .9, 3.5, .45},
    {0, .9, 1.5, .9, 3, .8}
  };

  private final SongPlan plan;
  private final Section section;
  private final List<ChordSpan> chords;
  private final RandomStream draw;
  private final List<NoteEvent> notes = new ArrayList<>();

  private Comping(SongPlan plan, Section section, List<ChordSpan> chords) {
    this.plan = plan;
    this.section = section;
    this.chords = chords;
    draw = RandomStream.of(plan.songSeed(), "comping/" + section.index());
  }

  static List<NoteEvent> play(SongPlan plan, Section section, List<ChordSpan> chords) {
    var comping = new Comping(plan, section, chords);
    if (section.has(Layer.KEYS)) {
      comping.play();
    }
    return comping.notes;
  }

  private void play() {
    double[][] rhythms = plan.style().has(Trait.BOSSA_COMPING) ? BOSSA : RHYTHMS;
    RandomStream choice =
        RandomStream.of(plan.songSeed(), "comping/rhythm/" + section.kind() + section.harmony());
    double[] usual = rhythms[choice.below(rhythms.length)];
    double[] variation = rhythms[choice.below(rhythms.length)];
    boolean calm =
        section.kind() == SectionKind.INTRO
            || section.kind() == SectionKind.OUTRO
            || section.kind() == SectionKind.ENDING;
    for (ChordSpan span : chords) {
      int bar = (int) ((span.beat() - section.startBeat()) / 4);
      double[] rhythm = calm ? RHYTHMS[0] : bar % 4 == 3 ? variation : usual;
      playSpan(span, rhythm);
    }
  }

  private void playSpan(ChordSpan span, double[] rhythm) {
    double anticipation = span.beat() > section.startBeat() && draw.chance(.15) ? .5 : 0;
    strike(span, span.beat() - anticipation, firstLength(span, rhythm) + anticipation, 1);
    for (double bar = 0; bar < span.beats(); bar += 4) {
      for (int i = 0; i < rhythm.length; i += 2) {
        double onset = barStart(span) + bar + rhythm[i];
        boolean inside = onset > span.beat() + .7 && onset < span.endBeat() - .2;
        if (inside) {
          strike(span, onset, Math.min(rhythm[i + 1], span.endBeat() - onset - .05), .84);
        }
      }
    }
  }

  private double barStart(ChordSpan span) {
    double within = span.beat() - section.startBeat();
    return section.startBeat() + Math.floor(within / 4) * 4;
  }

  /// The first stroke of a chord lasts until the rhythm strikes again.
  private double firstLength(ChordSpan span, double[] rhythm) {
    double end = span.endBeat();
    for (double bar = 0; bar < span.beats(); bar += 4) {
      for (int i = 0; i < rhythm.length; i += 2) {
        double onset = barStart(span) + bar + rhythm[i];
        if (onset > span.beat() + .7) {
          end = Math.min(end, onset);
        }
      }
    }
    return end - span.beat() - .06;
  }

  private void strike(ChordSpan span, double beat, double beats, double accent) {
    double late = plan.groove().keysMillis() + 2 * draw.gaussian();
    double touch = (.54 + .05 * draw.gaussian()) * accent * (.85 + .3 * section.energy());
    List<Integer> voicing = span.voicing();
    for (int i = 0; i < voicing.size(); i++) {
      double velocity = touch * (i == voicing.size() - 1 ? 1.1 : 1) * (1 + .05 * draw.gaussian());
      notes.add(
          NoteEvent.note(
              Part.KEYS,
              beat,
              Math.max(.15, beats),
              voicing.get(i),
              Math.max(.15, Math.min(.95, velocity)),
              late));
      late += 4 + 8 * draw.unit();
    }
  }
}
