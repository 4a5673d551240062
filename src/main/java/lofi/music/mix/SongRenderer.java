package lofi.music.mix;

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
  private final MixingDesk desk = new MixingDesk();
  private final StereoBlock noises = new StereoBlock();
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
    reverb = new Reverb(mix.reverbSeconds(), mix.roomSize(), 4_000, .35 * mix.reverbReturn());
    filterRide = new FilterRide(plan);
    tapeChain = new TapeChain(mix, filterRide.at(0), cycle);
    landscape = new Landscape(plan.style().ambience(), plan.songSeed(), cycle);
    vinyl = new Vinyl(mix, plan.songSeed(), cycle);
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
    System.arraycopy(desk.sum.left, 0, left, 0, Rate.BLOCK);
    System.arraycopy(desk.sum.right, 0, right, 0, Rate.BLOCK);
    frame += Rate.BLOCK;
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
    desk.clear();
    movement.apply(buses.of(Part.KEYS));
    padFilter.apply(buses.of(Part.PAD));
    keysWidth.apply(buses.of(Part.KEYS));
    padWidth.apply(buses.of(Part.PAD));
    leadWidth.apply(buses.of(Part.LEAD));
    ducking.advance();
    desk.mix(buses.of(Part.DRUMS), fader(Stem.DRUMS), .02f);
    desk.mix(buses.roomDrums(), fader(Stem.DRUMS), .22f);
    if (mix.drumDrive() > 1 && !desk.sum.isSilent()) {
      drumSaturation.apply(desk.sum);
    }
    desk.mix(buses.of(Part.KEYS), fader(Stem.KEYS), .30f, ducking.gain);
    desk.mix(buses.of(Part.BASS), fader(Stem.BASS), 0, ducking.gain);
    desk.mix(buses.of(Part.LEAD), fader(Stem.LEAD), .5f);
    desk.mix(buses.of(Part.PAD), fader(Stem.PAD), .5f, ducking.gain);
    reverb.process(desk.send, desk.sum);
  }

  private Fader fader(Stem stem) {
    return Objects.requireNonNull(faders.get(stem));
  }

  private void colour() {
    if (frame % (TONE_BLOCKS * Rate.BLOCK) == 0) {
      double beat = cycle.index(frame) / timing.framesPerBeat(Rate.HZ);
      tapeChain.openTo(filterRide.at(beat));
    }
    tapeChain.apply(desk.sum);
  }

  private void addNoises() {
    noises.sounds();
    vinyl.render(noises.left, noises.right, frame);
    addNoises(Stem.VINYL);
    if (!landscape.isSilent()) {
      noises.clear();
      noises.sounds();
      landscape.addTo(noises.left, noises.right, frame);
      addNoises(Stem.AMBIENCE);
    }
  }

  private void addNoises(Stem stem) {
    Fader fader = fader(stem);
    desk.sum.add(noises, outputGain * fader.from(), outputGain * fader.to());
  }
}
