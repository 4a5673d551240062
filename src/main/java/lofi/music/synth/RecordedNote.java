package lofi.music.synth;

import lofi.music.dsp.Rate;

/// A note that is synthesised once and played many times, in 16 bits as the old samplers kept it.
///
/// It is made only as far as somebody has listened, so that a long note costs nothing at its start.
public final class RecordedNote {
  /// The loudest sample that fits, with room for a hard hit.
  private static final float PEAK = 4f;

  public static final float TO_FLOAT = PEAK / 32768f;
  private static final float TO_SHORT = 32767f / PEAK;

  private final Tone tone;
  private final short[] samples;
  private int recorded;

  public RecordedNote(Tone tone, int frames) {
    this.tone = tone;
    this.samples = new short[roundUp(frames)];
  }

  private static int roundUp(int frames) {
    return (frames + Rate.BLOCK - 1) / Rate.BLOCK * Rate.BLOCK;
  }

  public int frames() {
    return samples.length;
  }

  int bytes() {
    return 2 * samples.length;
  }

  /// The samples, of which at least the first `needed` are ready; `scratch` holds one block.
  public short[] samples(int needed, float[] scratch) {
    while (recorded < Math.min(needed, samples.length)) {
      tone.render(scratch, Rate.BLOCK);
      store(scratch, samples, recorded);
      recorded += Rate.BLOCK;
    }
    return samples;
  }

  private static void store(float[] block, short[] samples, int at) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      float scaled = Math.max(-32767f, Math.min(32767f, block[i] * TO_SHORT));
      samples[at + i] = (short) (int) (scaled + (scaled < 0 ? -.5f : .5f));
    }
  }
}
