package lofi.music.mix;

import lofi.music.dsp.Rate;

/// Pushes chords and bass down when the kick sounds, and lets them come up again: the pump of a
/// side-chained compressor, played from the notes instead of measured.
final class Ducking {
  final float[] gain = new float[Rate.BLOCK];
  private final float depth;
  private final float fall;
  private final float rise;
  private final int[] kicks = new int[8];
  private int count;
  private float pressed;
  private float wanted;

  Ducking(double db, double releaseMillis) {
    depth = (float) (1 - Rate.gain(-db));
    fall = (float) (1 - Rate.decay(2.5));
    rise = (float) Rate.decay(releaseMillis / 2.3);
  }

  /// A kick falls on `frame` of the next block.
  void kickAt(int frame, double velocity) {
    if (count < kicks.length && velocity > .3) {
      kicks[count++] = frame;
    }
  }

  void advance() {
    int from = 0;
    for (int next = 0; next < count; next++) {
      from = press(from, Math.max(from, kicks[next]));
      wanted = 1;
    }
    press(from, Rate.BLOCK);
    count = 0;
  }

  private int press(int from, int to) {
    float p = pressed;
    float w = wanted;
    for (int i = from; i < to; i++) {
      p += fall * (w - p);
      w *= rise;
      gain[i] = 1 - depth * p;
    }
    pressed = p;
    wanted = w;
    return to;
  }

  void apply(StereoBlock block) {
    if (!block.isSilent()) {
      multiply(block.left, gain);
      multiply(block.right, gain);
    }
  }

  private static void multiply(float[] block, float[] gain) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      block[i] *= gain[i];
    }
  }
}
