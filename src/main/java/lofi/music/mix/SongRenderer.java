package lofi.music.mix;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.music.ambience.Landscape;
import lofi.music.ambience.Vinyl;
import lofi.music.compose.DrumLane;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.Section;
import lofi.music.compose.SectionKind;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Timing;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.style.Mix;
import lofi.music.synth.Band;

/// Plays one song from its first frame to the end of its last echo, in blocks of `Rate.BLOCK`.
///
/// The signal's way: notes → a bus for each stem → ducking → room → saturation → sampler grain →
/// dull top → tape → weather and vinyl. Loudness and limiter come later, when songs have been
/// joined.
public final class SongRenderer {
  /// The filter's corner is moved once in so many blocks.
  private static final int TONE_BLOCKS = 8;

  private final Timing timing;
  private final Mix mix;
  private final Cycle cycle;
  private final Timeline timeline;
  private final Buses buses = new Buses();
  private final NotePlayer player;
  private final Map<Stem, Fader> faders = new EnumMap<>(Stem.class);
  private final Fader[] allFaders;
  private final StereoBlock sum = new StereoBlock();
  private final StereoBlock room = new StereoBlock();
  private final StereoBlock noises = new StereoBlock();
  private final float[] send = new float[Rate.BLOCK];
  private final Ducking ducking;
  private final Movement movement;
  private final PadFilter padFilter;
  private final Widener keysWidth;
  private final Widener padWidth;
  private final Widener leadWidth;
  private final Saturation drumSaturation;
  private final Reverb reverb;
  private final TapeChain tapeChain;
  private final FilterRide filterRide;
  private final Landscape landscape;
  private final Vinyl vinyl;
  private final float roomGain;
  private final float outputGain;
  private final long lengthFrames;
  private final long fullFromFrame;
  private long frame;

  public SongRenderer(SongPlan plan, StemGains stemGains, Cycle cycle) {
    this(plan, stemGains, cycle, new Band(plan.style()));
  }

  /// @param band of this song, which may have played some of its notes already
  public SongRenderer(SongPlan plan, StemGains stemGains, Cycle cycle, Band band) {
    this.timing = plan.timing();
    this.mix = plan.style().mix();
    this.cycle = cycle;
    timeline = new Timeline(plan, cycle);
    player = new NotePlayer(plan.style(), timing.framesPerBeat(Rate.HZ), buses, band);
    for (Stem stem : Stem.values()) {
      faders.put(stem, new Fader(stemGains, stem));
    }
    allFaders = faders.values().toArray(new Fader[0]);
    ducking = new Ducking(mix.duckDb(), mix.duckReleaseMs());
    movement = new Movement(plan.style().keys(), cycle);
    padFilter = new PadFilter(cycle, .09);
    keysWidth = new Widener(mix.width() * .62, 11.3, 150);
    padWidth = new Widener(mix.width() * .8, 15.98, 160);
    leadWidth = new Widener(mix.width() * .35, 7.9, 250);
    drumSaturation = new Saturation(mix.drumDrive());
    reverb = new Reverb(mix.reverbSeconds(), mix.roomSize(), 4_000);
    filterRide = new FilterRide(plan);
    tapeChain = new TapeChain(mix, filterRide.at(0), cycle);
    landscape = new Landscape(plan.style().ambience(), plan.songSeed(), cycle);
    vinyl = new Vinyl(mix, plan.songSeed(), cycle);
    roomGain = (float) (mix.reverbReturn() * .35);
    outputGain = (float) Rate.gain(mix.outputDb());
    lengthFrames = timing.frame(plan.beats(), 0, Rate.HZ);
    fullFromFrame = timing.frame(startOfFirstFullSection(plan), 0, Rate.HZ);
  }

  private static double startOfFirstFullSection(SongPlan plan) {
    for (Section section : plan.sections()) {
      if (section.kind() != SectionKind.INTRO) {
        return section.startBeat();
      }
    }
    return 0;
  }

  /// From the song's beginning to the next song's.
  public long lengthFrames() {
    return lengthFrames;
  }

  /// Where the first section that is not an intro begins.
  long fullFromFrame() {
    return fullFromFrame;
  }

  /// Begins at `from`, the first frame of a section, instead of at the song's beginning.
  void skipTo(long from) {
    timeline.skipTo(from);
    frame = from / Rate.BLOCK * Rate.BLOCK;
  }

  /// How many frames late everything comes out.
  public static int latencyFrames() {
    return Tape.LATENCY;
  }

  /// Renders the next block into `left` and `right`.
  public void render(float[] left, float[] right) {
    if (timeline.prepare(frame)) {
      player.expect(timeline.coming(), timeline.isComposed());
    }
    for (Fader fader : allFaders) {
      fader.move();
    }
    startNotes();
    player.play();
    mixBuses();
    colour();
    addNoises();
    hand(sum.left, left, outputGain);
    hand(sum.right, right, outputGain);
    frame += Rate.BLOCK;
  }

  private static void hand(float[] from, float[] to, float gain) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      to[i] = from[i] * gain;
    }
  }

  private void startNotes() {
    while (timeline.hasNext(frame + Rate.BLOCK)) {
      Timeline.Cue cue = timeline.take();
      NoteEvent note = cue.note();
      int wait = (int) Math.max(0, cue.frame() - frame);
      player.start(note, wait);
      if (note.part() == Part.DRUMS && note.lane() == DrumLane.KICK) {
        ducking.kickAt(wait, note.velocity());
      }
    }
  }

  private void mixBuses() {
    sum.clear();
    Arrays.fill(send, 0);
    movement.apply(buses.of(Part.KEYS));
    padFilter.apply(buses.of(Part.PAD));
    keysWidth.apply(buses.of(Part.KEYS));
    padWidth.apply(buses.of(Part.PAD));
    leadWidth.apply(buses.of(Part.LEAD));
    ducking.advance();
    ducking.apply(buses.of(Part.KEYS));
    ducking.apply(buses.of(Part.PAD));
    ducking.apply(buses.of(Part.BASS));
    mixBus(buses.of(Part.DRUMS), Stem.DRUMS, .02f);
    mixBus(buses.roomDrums(), Stem.DRUMS, .22f);
    if (mix.drumDrive() > 1 && !sum.isSilent()) {
      drumSaturation.apply(sum);
    }
    mixBus(buses.of(Part.KEYS), Stem.KEYS, .30f);
    mixBus(buses.of(Part.BASS), Stem.BASS, 0);
    mixBus(buses.of(Part.LEAD), Stem.LEAD, .5f);
    mixBus(buses.of(Part.PAD), Stem.PAD, .5f);
    reverb.process(send, room);
    sum.add(room, roomGain, roomGain);
  }

  private Fader fader(Stem stem) {
    return Objects.requireNonNull(faders.get(stem));
  }

  private void mixBus(StereoBlock bus, Stem stem, float sendGain) {
    Fader fader = fader(stem);
    sum.add(bus, fader.from(), fader.to());
    if (sendGain > 0 && !bus.isSilent()) {
      addSend(bus.left, bus.right, .5f * sendGain * fader.to());
    }
  }

  private void addSend(float[] left, float[] right, float gain) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      send[i] += (left[i] + right[i]) * gain;
    }
  }

  private void colour() {
    if (frame % (TONE_BLOCKS * Rate.BLOCK) == 0) {
      double beat = cycle.index(frame) / timing.framesPerBeat(Rate.HZ);
      tapeChain.openTo(filterRide.at(beat));
    }
    tapeChain.apply(sum);
  }

  private void addNoises() {
    noises.clear();
    noises.sounds();
    vinyl.addTo(noises.left, noises.right, frame);
    sum.add(noises, fader(Stem.VINYL).from(), fader(Stem.VINYL).to());
    if (!landscape.isSilent()) {
      noises.clear();
      noises.sounds();
      landscape.addTo(noises.left, noises.right, frame);
      sum.add(noises, fader(Stem.AMBIENCE).from(), fader(Stem.AMBIENCE).to());
    }
  }
}
