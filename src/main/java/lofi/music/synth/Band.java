package lofi.music.synth;

import lofi.music.compose.DrumLane;
import lofi.music.compose.Part;
import lofi.music.dsp.Rate;
import lofi.music.style.KeysVoice;
import lofi.music.style.Style;

/// A song's instruments. Ask for a note and it is made, or taken from the notes made before.
public final class Band {
  private static final int LAYERS = 4;
  private static final int DRUM_VARIANTS = 4;

  /// Notes are kept in these lengths; a release makes each as short as it was played.
  private static final double[] LENGTHS_SEC = {.5, 1, 2, 4};

  private final Style style;
  private final NoteCache cache = new NoteCache();
  private int roundRobin;

  public Band(Style style) {
    this.style = style;
  }

  /// How quickly a note of this part ends when it is let go, in audio frames.
  public int releaseFrames(Part part) {
    return switch (part) {
      case DRUMS -> Rate.frames(.05);
      case KEYS -> Rate.frames(.2);
      case BASS -> Rate.frames(.07);
      case LEAD -> Rate.frames(.15);
      case PAD -> Rate.frames(.7);
    };
  }

  public RecordedNote drum(DrumLane lane) {
    roundRobin = (roundRobin + 1) % DRUM_VARIANTS;
    int variant = roundRobin;
    int key = -1 - lane.number() * DRUM_VARIANTS - variant;
    return cache.get(
        key,
        () ->
            new RecordedNote(
                Percussion.of(style.kit(), lane, variant), Rate.frames(Percussion.seconds(lane))));
  }

  /// @param frames how long the note will be heard, its release included
  public RecordedNote note(Part part, int pitch, double velocity, int frames) {
    int layer = Math.min(LAYERS - 1, (int) (velocity * LAYERS));
    int length = lengthClass(frames);
    int key = ((part.number() * 128 + pitch) * LAYERS + layer) * LENGTHS_SEC.length + length;
    return cache.get(
        key,
        () ->
            new RecordedNote(
                tone(part, pitch, (layer + .5) / LAYERS), Rate.frames(LENGTHS_SEC[length])));
  }

  private static int lengthClass(int frames) {
    int length = 0;
    while (length < LENGTHS_SEC.length - 1 && frames > Rate.frames(LENGTHS_SEC[length])) {
      length++;
    }
    return length;
  }

  private Tone tone(Part part, int pitch, double velocity) {
    return switch (part) {
      case BASS -> Bass.of(style.bass(), pitch, velocity);
      case KEYS, LEAD, PAD, DRUMS -> keys(style.keys().voice(), pitch, velocity);
    };
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
}
