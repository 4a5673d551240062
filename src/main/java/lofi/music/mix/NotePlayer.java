package lofi.music.mix;

import java.util.Arrays;
import java.util.List;
import lofi.music.compose.DrumLane;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.NoteEvent.Articulation;
import lofi.music.compose.Part;
import lofi.music.dsp.Rate;
import lofi.music.style.Mix;
import lofi.music.style.Style;
import lofi.music.synth.Band;
import lofi.music.synth.RecordedNote;

/// Starts notes on free voices, at their level and place in the stereo field, and plays them onto
/// the buses.
final class NotePlayer {
  private static final int VOICES = 96;

  private final Style style;
  private final double framesPerBeat;
  private final Band band;
  private final Buses buses;
  private final PlayingNote[] voices = new PlayingNote[VOICES];
  private final float[] scratch = new float[Rate.BLOCK];
  private PlayingNote lastBass = new PlayingNote();
  private PlayingNote lastHat = new PlayingNote();

  NotePlayer(Style style, double framesPerBeat, Buses buses, Band band) {
    this.style = style;
    this.framesPerBeat = framesPerBeat;
    this.buses = buses;
    this.band = band;
    Arrays.setAll(voices, i -> new PlayingNote());
  }

  /// Says which notes will be started next, in this order, and whether they are the last.
  void expect(List<NoteEvent> events, boolean areTheLast) {
    band.expect(events, areTheLast);
  }

  /// @param wait how far into the next block the note begins
  void start(NoteEvent event, int wait) {
    if (event.part() == Part.DRUMS) {
      startDrum(event, wait);
    } else {
      startTone(event, wait);
    }
  }

  private void startDrum(NoteEvent hit, int wait) {
    DrumLane lane = hit.lane();
    RecordedNote note = band.note(hit);
    PlayingNote voice = freeVoice();
    if (lane == DrumLane.HAT || lane == DrumLane.OPEN) {
      lastHat.release(wait);
      lastHat = voice;
    }
    double gain = hit.velocity() * laneGain(lane) * Rate.gain(style.mix().drumsDb() + laneDb(lane));
    voice.start(note, buses.ofDrum(lane), gain, lanePan(lane), wait);
    voice.hold(note.frames(), 480, 0);
  }

  private double laneDb(DrumLane lane) {
    return switch (lane) {
      case KICK -> style.mix().kickDb();
      case HAT, OPEN, RIDE, SHAKER -> style.mix().hatsDb();
      case SNARE, RIM, CLAP, PERC -> 0;
    };
  }

  private double laneGain(DrumLane lane) {
    return switch (lane) {
      case KICK -> .40;
      case SNARE -> .36;
      case RIM -> .30;
      case CLAP -> .36;
      case HAT, OPEN -> .15;
      case RIDE -> .26;
      case SHAKER -> .22;
      case PERC -> .30;
    };
  }

  private double lanePan(DrumLane lane) {
    double width = Math.min(1, style.mix().width());
    return switch (lane) {
      case KICK -> 0;
      case SNARE, CLAP -> .03;
      case RIM -> -.3 * width;
      case HAT, OPEN -> -.6 * width;
      case RIDE -> .6 * width;
      case SHAKER -> .5 * width;
      case PERC -> .7 * width;
    };
  }

  private void startTone(NoteEvent event, int wait) {
    Part part = event.part();
    int held = (int) (event.beats() * framesPerBeat);
    int release = band.releaseFrames(part);
    RecordedNote note = band.note(event);
    PlayingNote voice = freeVoice();
    if (part == Part.BASS) {
      lastBass.release(wait);
      lastBass = voice;
    }
    double gain = event.velocity() * Rate.gain(partDb(part));
    voice.start(note, buses.of(part), gain, pan(part, event.pitch()), wait);
    voice.hold(held, release, event.articulation() == Articulation.SWELL ? held : 0);
    if (band.hasDampers(part)) {
      startDamper(event, gain, wait + held);
    }
  }

  private void startDamper(NoteEvent event, double gain, int wait) {
    RecordedNote damper = band.damper(event.pitch());
    PlayingNote voice = freeVoice();
    voice.start(damper, buses.of(event.part()), gain, pan(event.part(), event.pitch()), wait);
  }

  private double partDb(Part part) {
    Mix mix = style.mix();
    return switch (part) {
      case DRUMS -> mix.drumsDb();
      case KEYS -> -14 + mix.keysDb() + band.balanceDb(part);
      case BASS -> -10.5 + mix.bassDb() + band.balanceDb(part);
      case LEAD -> -11.5 + mix.leadDb() + band.balanceDb(part);
      case PAD -> -21 + mix.padDb();
    };
  }

  private double pan(Part part, int pitch) {
    double width = style.mix().width();
    return switch (part) {
      case KEYS -> Math.max(-.8, Math.min(.8, (pitch - 63) * .07 * Math.min(1, width)));
      case LEAD -> .3 * Math.min(1, width);
      case PAD -> (pitch % 5 - 2) * .42 * Math.min(1, width);
      case BASS, DRUMS -> 0;
    };
  }

  /// A voice that is free, or else the one that has played longest.
  private PlayingNote freeVoice() {
    PlayingNote oldest = voices[0];
    for (PlayingNote voice : voices) {
      if (voice.isFree()) {
        return voice;
      }
      oldest = voice.position() > oldest.position() ? voice : oldest;
    }
    return oldest;
  }

  /// Fills the buses with the next block.
  void play() {
    buses.clear();
    for (PlayingNote voice : voices) {
      voice.mix(scratch);
    }
  }
}
