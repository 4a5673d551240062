package lofi.music.synth;

import java.util.List;
import lofi.music.compose.DrumLane;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.dsp.Rate;
import lofi.music.random.RandomStream;
import lofi.music.style.BassVoice;
import lofi.music.style.KeysVoice;
import lofi.music.style.LeadVoice;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// A song's instruments. Ask for a note and it is made, or taken from the notes made before.
public final class Band {
  private static final int LAYERS = 4;
  private static final int DRUM_VARIANTS = 4;

  /// Strokes that are softer than this are ghost notes.
  private static final double GHOST = .35;

  /// Two songs sound at a time where one leads into the next.
  private static final int CACHE_BYTES = 8 << 20;

  /// No note is played longer than this; a release makes each as short as it was played.
  private static final double LONGEST_SEC = 4;

  /// Where the dampers' keys in the cache begin, far below those of the drums.
  private static final int DAMPERS = -1_000;

  private static final double DAMPER_SEC = .1;

  private final Style style;
  private final NoteCache cache = new NoteCache(CACHE_BYTES);

  public Band(Style style) {
    this.style = style;
  }

  /// How quickly a note of this part ends when it is let go, in audio frames.
  public int releaseFrames(Part part) {
    return switch (part) {
      case DRUMS -> Rate.frames(.05);
      case KEYS -> Rate.frames(.2);
      case BASS -> Rate.frames(.07);
      case LEAD -> Rate.frames(sustains(style.lead().voice()) ? .12 : .35);
      case PAD -> Rate.frames(.7);
    };
  }

  private static boolean sustains(LeadVoice voice) {
    return switch (voice) {
      case FLUTE, WHISTLE, SOFT_SQUARE, SYNTH -> true;
      case VIBES, NYLON, FELT, RHODES, MUSIC_BOX -> false;
    };
  }

  /// What makes this part's instrument as loud as the others that could play it.
  public double balanceDb(Part part) {
    return switch (part) {
      case KEYS -> keysBalance(style.keys().voice());
      case LEAD -> leadBalance(style.lead().voice());
      case BASS ->
          style.bass() == BassVoice.SUB || style.bass() == BassVoice.EIGHT_O_EIGHT ? -2.6 : 0;
      case PAD, DRUMS -> 0;
    };
  }

  private static double keysBalance(KeysVoice voice) {
    return switch (voice) {
      case RHODES -> 3.4;
      case WURLITZER -> 8.6;
      case FELT -> -3.6;
      case NYLON -> 1;
      case VIBES -> -2;
    };
  }

  private static double leadBalance(LeadVoice voice) {
    return switch (voice) {
      case VIBES, MUSIC_BOX -> -1;
      case NYLON -> 1;
      case FELT -> -1;
      case RHODES -> 2;
      case SOFT_SQUARE, SYNTH, WHISTLE, FLUTE -> -3;
    };
  }

  /// Says which notes will be asked for next, in this order, and whether they are the last.
  public void expect(List<NoteEvent> events, boolean areTheLast) {
    cache.expect(events.stream().map(this::key).toList());
    if (areTheLast) {
      cache.forgetUnexpected();
    }
  }

  public RecordedNote note(NoteEvent event) {
    return cache.next(key(event), () -> record(event));
  }

  private int key(NoteEvent event) {
    return event.part() == Part.DRUMS
        ? -1 - event.lane().number() * 2 * DRUM_VARIANTS - stroke(event)
        : (event.part().number() * 128 + event.pitch()) * LAYERS + layer(event);
  }

  private RecordedNote record(NoteEvent event) {
    if (event.part() == Part.DRUMS) {
      DrumLane lane = event.lane();
      Tone hit = Percussion.of(style.kit(), lane, stroke(event), isGhost(event));
      return new RecordedNote(hit, Rate.frames(Percussion.seconds(lane)));
    }
    double velocity = (layer(event) + .5) / LAYERS;
    return new RecordedNote(tone(event.part(), event.pitch(), velocity), Rate.frames(LONGEST_SEC));
  }

  /// One of four strokes that never sound quite the same, or of four ghost notes, which sound
  /// duller as well as quieter.
  private static int stroke(NoteEvent hit) {
    int variant = (int) RandomStream.mix(Double.doubleToLongBits(hit.beat())) & 3;
    return isGhost(hit) ? variant + DRUM_VARIANTS : variant;
  }

  private static boolean isGhost(NoteEvent hit) {
    return hit.velocity() < GHOST;
  }

  private int layer(NoteEvent event) {
    return hearsTouch(event.part()) ? Math.min(LAYERS - 1, (int) (event.velocity() * LAYERS)) : 0;
  }

  /// Whether this part's instrument sounds different, and not only louder, when it is played hard.
  private boolean hearsTouch(Part part) {
    return switch (part) {
      case KEYS, LEAD, DRUMS -> true;
      case BASS -> style.bass() == BassVoice.UPRIGHT;
      case PAD -> false;
    };
  }

  /// Whether this part's instrument is heard to let go of its notes.
  public boolean hasDampers(Part part) {
    return switch (part) {
      case KEYS -> style.keys().voice() == KeysVoice.FELT;
      case LEAD -> style.lead().voice() == LeadVoice.FELT;
      case BASS, PAD, DRUMS -> false;
    };
  }

  /// What a damper does when it falls on the strings of `pitch`.
  public RecordedNote damper(int pitch) {
    return cache.get(
        DAMPERS - pitch, () -> new RecordedNote(new Damper(pitch), Rate.frames(DAMPER_SEC)));
  }

  private Tone tone(Part part, int pitch, double velocity) {
    return switch (part) {
      case BASS -> Bass.of(style.bass(), pitch, velocity);
      case LEAD -> lead(style.lead().voice(), pitch, velocity);
      case PAD -> new Pad(pitch, padBrightness(), 350);
      case KEYS, DRUMS -> keys(style.keys().voice(), pitch, velocity);
    };
  }

  /// Where no drum is heard, the pad has the upper octaves to itself.
  private double padBrightness() {
    return style.warmth() + (style.has(Trait.NO_DRUMS) ? .6 : 0);
  }

  private Tone keys(KeysVoice voice, int pitch, double velocity) {
    return switch (voice) {
      case RHODES -> new Rhodes(style.keys(), pitch, velocity, false);
      case WURLITZER -> new Rhodes(style.keys(), pitch, velocity, true);
      case FELT -> new FeltPiano(style.keys(), pitch, velocity);
      case NYLON -> new PluckedString(pitch, velocity, style.keys().brightness(), 3.2);
      case VIBES -> Bars.vibraphone(pitch, velocity);
    };
  }

  private Tone lead(LeadVoice voice, int pitch, double velocity) {
    return switch (voice) {
      case VIBES -> Bars.vibraphone(pitch, velocity);
      case MUSIC_BOX -> Bars.musicBox(pitch, velocity);
      case NYLON -> new PluckedString(pitch, velocity, style.lead().brightness(), 1.8);
      case FELT -> new FeltPiano(style.keys(), pitch, velocity);
      case RHODES -> new Rhodes(style.keys(), pitch, velocity, false);
      case SOFT_SQUARE -> Blown.softSquare(style.lead(), pitch, velocity);
      case WHISTLE -> Blown.whistle(style.lead(), pitch, velocity);
      case FLUTE -> Blown.flute(style.lead(), pitch, velocity);
      case SYNTH -> Blown.synth(style.lead(), pitch, velocity);
    };
  }
}
