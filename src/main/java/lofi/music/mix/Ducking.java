package lofi.music.mix;

import java.util.Arrays;
import lofi.music.dsp.Rate;

/// Pushes chords and bass down when the kick sounds, and lets them come up again: the pump of a
/// side-chained compressor, played from the notes instead of measured.
final class Ducking {
  /// So little pressure changes no level that can be heard (.0001 dB).
  private static final float INAUDIBLE = 1e-5f;

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
    Arrays.fill(gain, 1);
  }

  /// A kick falls on `frame` of the next block.
  void kickAt(int frame, double velocity) {
    if (count < kicks.length && velocity > .3) {
      kicks[count++] = frame;
    }
  }

  void advance() {
    if (count == 0 && pressed < INAUDIBLE && wanted < INAUDIBLE) {
      rest();
    } else {
      pump();
    }
  }

  private void rest() {
    if (pressed > 0) {
      Arrays.fill(gain, 1);
      pressed = 0;
      wanted = 0;
    }
  }

  private void pump() {
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
    float[] g = gain;
    float most = depth;
    float down = fall;
    float up = rise;
    for (int i = from; i < to; i++) {
      p += down * (w - p);
      w *= up;
      g[i] = 1 - most * p;
    }
    pressed = p;
    wanted = w;
    return to;
  }
}
