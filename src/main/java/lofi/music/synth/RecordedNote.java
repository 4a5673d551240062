package lofi.music.synth;

import java.util.ArrayList;
import java.util.List;
import lofi.music.dsp.Rate;

/// A note that is synthesised once and played many times, in 16 bits as the old samplers kept it.
///
/// It is made only as far as somebody has listened, piece by piece, so that a long note costs
/// nothing at its start, a short one takes no more memory than it lasts, and none is copied as it
/// grows.
public final class RecordedNote {
  /// The loudest sample that fits, with room for a hard hit.
  private static final float PEAK = 4f;

  public static final float TO_FLOAT = PEAK / 32768f;
  private static final float TO_SHORT = 32767 / PEAK;
  private static final int LOUDEST = Short.MAX_VALUE;

  /// How many audio frames a piece holds: a twelfth of a second.
  static final int PIECE = 16 * Rate.BLOCK;

  private final Tone tone;
  private final int frames;
  private final List<short[]> pieces = new ArrayList<>();
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
    return 2 * PIECE * pieces.size();
  }

  /// Makes at least the first `needed` samples; `scratch` holds one block.
  public void record(int needed, float[] scratch) {
    int wanted = Math.min(needed, frames);
    while (recorded < wanted) {
      if (recorded == PIECE * pieces.size()) {
        pieces.add(new short[PIECE]);
      }
      tone.render(scratch, Rate.BLOCK);
      store(scratch, piece(recorded), offset(recorded));
      recorded += Rate.BLOCK;
    }
  }

  /// The samples around `frame`, which stands at `offset(frame)`.
  public short[] piece(int frame) {
    return pieces.get(frame / PIECE);
  }

  /// Where `frame` stands in its piece.
  public int offset(int frame) {
    return frame % PIECE;
  }

  /// How many samples its piece holds from `frame` on.
  public int restOfPiece(int frame) {
    return PIECE - offset(frame);
  }

  private static void store(float[] block, short[] samples, int at) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      // A cast rounds down what is positive.
      int rounded = (int) (block[i] * TO_SHORT + (LOUDEST + .5f)) - LOUDEST;
      rounded = rounded > LOUDEST ? LOUDEST : rounded;
      rounded = rounded < -LOUDEST ? -LOUDEST : rounded;
      samples[at + i] = (short) rounded;
    }
  }
}
