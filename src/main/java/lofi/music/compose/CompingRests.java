package lofi.music.compose;

import java.util.List;
import lofi.music.random.RandomStream;

/// Where the keys leave room in a section: to the melody, to the bass at the end of a phrase, or to
/// everybody for a bar or two.
///
/// @param layOutFrom the first beat without any keys, or the section's end
/// @param layOutUntil the beat at which they come back
/// @param breathes whether every fourth bar ends without them
/// @param melody what they do not strike into; empty when they do not listen
record CompingRests(
    Section section,
    double layOutFrom,
    double layOutUntil,
    boolean breathes,
    List<NoteEvent> melody) {
  private static final double PHRASE = 16;
  private static final double BREATH = 2;

  CompingRests {
    melody = List.copyOf(melody);
  }

  static CompingRests draw(SongPlan plan, Section section, List<NoteEvent> melody) {
    RandomStream draw = RandomStream.of(plan.songSeed(), "comping/rests/" + section.index());
    double end = section.endBeat();
    double from = end;
    boolean canLayOut = section.has(Layer.BASS) && section.bars() >= 8;
    boolean laysOut = draw.chance(section.has(Layer.PAD) ? .35 : .2);
    double bars = section.has(Layer.PAD) ? 2 : 1;
    boolean early = draw.chance(.4);
    if (canLayOut && laysOut) {
      from = section.has(Layer.PAD) && early ? section.startBeat() : end - 4 * bars;
    }
    boolean breathes = section.has(Layer.BASS) && draw.chance(.45);
    boolean listens = draw.chance(.6);
    return new CompingRests(section, from, from + 4 * bars, breathes, listens ? melody : List.of());
  }

  /// Whether no chord is struck at all, not even a new one.
  boolean layOut(double beat) {
    return beat >= layOutFrom - .1 && beat < layOutUntil - .1;
  }

  private double beatOfPhrase(double beat) {
    double within = beat - section.startBeat();
    return within - PHRASE * Math.floor(within / PHRASE);
  }

  private boolean isBreath(double beat) {
    return breathes && beatOfPhrase(beat) >= PHRASE - BREATH - .1;
  }

  /// Whether a chord that sounds already is not struck again.
  boolean isLeftToOthers(double beat) {
    return layOut(beat) || isBreath(beat) || isSung(beat);
  }

  private boolean isSung(double beat) {
    for (NoteEvent note : melody) {
      if (note.beat() < beat + .6 && note.beat() + note.beats() > beat + .1) {
        return true;
      }
    }
    return false;
  }

  /// How many beats a chord that is struck at `beat` may last.
  double room(double beat) {
    double toLayOut = layOutFrom > beat ? layOutFrom - beat : Double.MAX_VALUE;
    if (!breathes) {
      return toLayOut;
    }
    return Math.min(toLayOut, isBreath(beat) ? .5 : PHRASE - BREATH - beatOfPhrase(beat));
  }
}
