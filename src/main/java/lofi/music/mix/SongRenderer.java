package lofi.music.mix;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import lofi.music.compose.DrumLane;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.Section;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Timing;
import lofi.music.dsp.Rate;
import lofi.music.style.Mix;
import lofi.music.style.Style;
import lofi.music.synth.Band;
import lofi.music.synth.RecordedNote;

/// Plays one song from its first frame to the end of its last echo, in blocks of `Rate.BLOCK`.
///
/// The signal's way: notes → a bus for each stem → ducking → room → saturation → sampler grain →
/// dull top → tape → vinyl. Limiter and loudness come later, when songs have been joined.
public final class SongRenderer {
  private static final int VOICES = 96;

  private final Timing timing;
  private final Style style;
  private final Timeline timeline;
  private final Band band;
  private final PlayingNote[] voices = new PlayingNote[VOICES];
  private final Map<Part, StereoBlock> buses = new EnumMap<>(Part.class);
  private final StereoBlock snareBus = new StereoBlock();
  private final Map<Stem, Fader> faders = new EnumMap<>(Stem.class);
  private final StereoBlock sum = new StereoBlock();
  private final StereoBlock room = new StereoBlock();
  private final StereoBlock dust = new StereoBlock();
  private final float[] send = new float[Rate.BLOCK];
  private final float[] scratch = new float[Rate.BLOCK];
  private final Ducking ducking;
  private final Reverb reverb;
  private final Saturation saturation;
  private final Crusher crusher;
  private final ToneControl toneControl;
  private final Tape tape;
  private final Vinyl vinyl;
  private final float roomGain;
  private final float outputGain;
  private final long lengthFrames;
  private PlayingNote lastBass = new PlayingNote();
  private long frame;

  public SongRenderer(SongPlan plan, StemGains stemGains) {
    this.timing = plan.timing();
    this.style = plan.style();
    this.timeline = new Timeline(plan);
    this.band = new Band(style);
    Arrays.setAll(voices, i -> new PlayingNote());
    for (Part part : Part.values()) {
      buses.put(part, new StereoBlock());
    }
    for (Stem stem : Stem.values()) {
      faders.put(stem, new Fader(stemGains, stem));
    }
    Mix mix = style.mix();
    ducking = new Ducking(mix.duckDb(), mix.duckReleaseMs());
    reverb = new Reverb(mix.reverbSeconds(), 1, 4_000);
    saturation = new Saturation(mix.drive());
    crusher = new Crusher(mix.crush(), mix.crushHz());
    double intro = plan.sections().getFirst().filterMul();
    toneControl = new ToneControl(mix.lowPassHz() * intro);
    tape = new Tape(mix.wowHz(), mix.wowCents(), mix.flutterHz(), mix.flutterCents());
    vinyl =
        new Vinyl(plan.songSeed(), mix.hissDb(), mix.popsPerSecond(), mix.popGain(), mix.scratch());
    roomGain = (float) (mix.reverbReturn() * .35);
    outputGain = 2.1f;
    lengthFrames = timing.frame(plan.beats(), 0, Rate.HZ);
  }

  /// From the song's beginning to the next song's.
  public long lengthFrames() {
    return lengthFrames;
  }

  /// How many frames late everything comes out.
  public static int latencyFrames() {
    return Tape.LATENCY;
  }

  /// Renders the next block into `left` and `right`.
  public void render(float[] left, float[] right) {
    timeline.prepare(frame);
    moveFaders();
    startNotes();
    playNotes();
    ducking.advance();
    mixBuses();
    colour();
    addVinyl();
    for (int i = 0; i < Rate.BLOCK; i++) {
      left[i] = sum.left[i] * outputGain;
      right[i] = sum.right[i] * outputGain;
    }
    frame += Rate.BLOCK;
  }

  private void moveFaders() {
    for (Fader fader : faders.values()) {
      fader.move();
    }
  }

  private Fader fader(Stem stem) {
    return Objects.requireNonNull(faders.get(stem));
  }

  private void startNotes() {
    while (timeline.hasNext(frame + Rate.BLOCK)) {
      Timeline.Cue cue = timeline.take();
      int wait = (int) Math.max(0, cue.frame() - frame);
      if (cue.note().part() == Part.DRUMS) {
        startDrum(cue.note(), wait);
      } else {
        startTone(cue.note(), wait);
      }
    }
  }

  private void startDrum(NoteEvent hit, int wait) {
    DrumLane lane = hit.lane();
    RecordedNote note = band.drum(lane);
    boolean toRoom = lane == DrumLane.SNARE || lane == DrumLane.RIM || lane == DrumLane.CLAP;
    StereoBlock bus = toRoom ? snareBus : bus(Part.DRUMS);
    double level = hit.velocity() * laneGain(lane) * Rate.gain(style.mix().drumsDb());
    double pan = lanePan(lane);
    freeVoice().start(note, bus, level, pan, wait, note.frames(), 64);
    if (lane == DrumLane.KICK) {
      ducking.kickAt(wait, hit.velocity());
    }
  }

  private StereoBlock bus(Part part) {
    return Objects.requireNonNull(buses.get(part));
  }

  private static double laneGain(DrumLane lane) {
    return switch (lane) {
      case KICK -> .40;
      case SNARE -> .34;
      case RIM -> .30;
      case CLAP -> .34;
      case HAT, OPEN -> .14;
      case RIDE -> .26;
      case SHAKER -> .24;
      case PERC -> .3;
    };
  }

  private static double lanePan(DrumLane lane) {
    return switch (lane) {
      case KICK -> 0;
      case SNARE, CLAP -> .03;
      case RIM -> -.1;
      case HAT, OPEN -> -.3;
      case RIDE -> .3;
      case SHAKER -> .25;
      case PERC -> .35;
    };
  }

  private void startTone(NoteEvent event, int wait) {
    Part part = event.part();
    int held = (int) (event.beats() * timing.framesPerBeat(Rate.HZ));
    int release = band.releaseFrames(part);
    RecordedNote note = band.note(part, event.pitch(), event.velocity(), held + release);
    PlayingNote voice = freeVoice();
    if (part == Part.BASS) {
      lastBass.release(wait);
      lastBass = voice;
    }
    double level = event.velocity() * Rate.gain(partDb(part));
    voice.start(note, bus(part), level, pan(part, event.pitch()), wait, held, release);
  }

  private double partDb(Part part) {
    Mix mix = style.mix();
    return switch (part) {
      case DRUMS -> mix.drumsDb();
      case KEYS -> -14 + mix.keysDb();
      case BASS -> -10.5 + mix.bassDb();
      case LEAD -> -10.5 + mix.leadDb();
      case PAD -> -23 + mix.padDb();
    };
  }

  private double pan(Part part, int pitch) {
    double width = style.mix().width();
    return switch (part) {
      case KEYS -> Math.max(-.8, Math.min(.8, (pitch - 63) * .06 * width));
      case LEAD -> .5 * width;
      case PAD -> (pitch % 5 - 2) * .4 * width;
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

  private void playNotes() {
    for (StereoBlock bus : buses.values()) {
      bus.clear();
    }
    snareBus.clear();
    for (PlayingNote voice : voices) {
      voice.mix(scratch);
    }
  }

  private void mixBuses() {
    sum.clear();
    Arrays.fill(send, 0);
    ducking.apply(bus(Part.KEYS));
    ducking.apply(bus(Part.PAD));
    ducking.apply(bus(Part.BASS));
    mixBus(bus(Part.DRUMS), Stem.DRUMS, .02f);
    mixBus(snareBus, Stem.DRUMS, .22f);
    mixBus(bus(Part.KEYS), Stem.KEYS, .30f);
    mixBus(bus(Part.BASS), Stem.BASS, 0);
    mixBus(bus(Part.LEAD), Stem.LEAD, .5f);
    mixBus(bus(Part.PAD), Stem.PAD, .5f);
    reverb.process(send, room);
    sum.add(room, roomGain, roomGain);
  }

  private void mixBus(StereoBlock bus, Stem stem, float sendGain) {
    Fader fader = fader(stem);
    sum.add(bus, fader.from(), fader.to());
    if (sendGain > 0) {
      addSend(bus, .5f * sendGain * fader.to());
    }
  }

  private void addSend(StereoBlock bus, float gain) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      send[i] += (bus.left[i] + bus.right[i]) * gain;
    }
  }

  private void colour() {
    saturation.apply(sum);
    crusher.apply(sum);
    moveTone();
    toneControl.apply(sum);
    tape.apply(sum);
  }

  private void moveTone() {
    if (frame % (16 * Rate.BLOCK) == 0) {
      Section section = timeline.sectionAt(frame);
      double start = timing.frame(section.startBeat(), 0, Rate.HZ);
      double length = 4 * section.bars() * timing.framesPerBeat(Rate.HZ);
      double progress = Math.min(1, (frame - start) / length);
      double mul = section.filterMul() + (1 - section.filterMul()) * progress;
      toneControl.moveTo(Rate.onePole(style.mix().lowPassHz() * mul));
    }
  }

  private void addVinyl() {
    vinyl.render(dust);
    Fader fader = fader(Stem.VINYL);
    sum.add(dust, fader.from(), fader.to());
  }
}
