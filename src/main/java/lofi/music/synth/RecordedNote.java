package lofi.music.synth;

import java.util.Arrays;
import lofi.music.dsp.Rate;

/// A note that is synthesised once and played many times, in 16 bits as the old samplers kept it.
///
/// It is made only as far as somebody has listened, so that a long note costs nothing at its start,
/// and a short one takes no more memory than it lasts.
public final class RecordedNote {
  /// The loudest sample that fits, with room for a hard hit.
  private static final float PEAK = 4f;

  public static final float TO_FLOAT = PEAK / 32768f;
  private static final float TO_SHORT = 32767f / PEAK;
  private static final float LOUDEST = 32767f;

  /// How much room is made at a time: a third of a second.
  private static final int ROOM = 64 * Rate.BLOCK;

  private final Tone tone;
  private final int frames;
  private short[] samples = new short[0];
  private int recorded;

  public RecordedNote(Tone tone, int frames) {
    this.tone = tone;
    this.frames = roundUp(frames, Rate.BLOCK);
  }

  private static int roundUp(int frames, int step) {
    return (frames + step - 1) / step * step;
  }

  /// How long it can be played.
  public int frames() {
    return frames;
  }

  int bytes() {
    return 2 * samples.length;
  }

  /// The samples, of which at least the first `needed` are ready; `scratch` holds one block.
  public short[] samples(int needed, float[] scratch) {
    int wanted = Math.min(needed, frames);
    if (wanted > samples.length) {
      samples = Arrays.copyOf(samples, Math.min(frames, roundUp(wanted, ROOM)));
    }
    while (recorded < wanted) {
      tone.render(scratch, Rate.BLOCK);
      store(scratch, samples, recorded);
      recorded += Rate.BLOCK;
    }
    return samples;
  }

  private static void store(float[] block, short[] samples, int at) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      float scaled = block[i] * TO_SHORT;
      scaled = scaled > LOUDEST ? LOUDEST : scaled;
      scaled = scaled < -LOUDEST ? -LOUDEST : scaled;
      samples[at + i] = (short) (int) (scaled + (scaled < 0 ? -.5f : .5f));
    }
  }
}
