package lofi.music.ambience;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Sprinkle;

/// Short sounds at random moments, each a click that makes something ring: drops, crackles,
/// clinking cups.
final class Sparks implements Bed {
  /// After so many blocks in which nothing happened nothing rings any more.
  private static final int REST = 16;

  private final Sprinkle moments;
  private final Biquad ring;
  private final Cycle cycle;
  private final int loudness;
  private final float gainLeft;
  private final float gainRight;
  private final float[] block = new float[Rate.BLOCK];
  private int quietBlocks = REST;

  /// @param loudness the power of a strength's curve: the higher, the rarer loud ones are
  Sparks(
      Cycle cycle,
      int seed,
      double perSecond,
      double hertz,
      double q,
      int loudness,
      double gain,
      double pan) {
    this.cycle = cycle;
    this.loudness = loudness;
    moments = new Sprinkle(seed, perSecond);
    ring = Biquad.bandPass(hertz, q);
    gainLeft = (float) (gain * q * Math.sqrt(.5 * (1 - pan)));
    gainRight = (float) (gain * q * Math.sqrt(.5 * (1 + pan)));
  }

  @Override
  public void addTo(float[] left, float[] right, long frame) {
    quietBlocks = moments.fill(block, cycle.index(frame)) ? 0 : quietBlocks + 1;
    if (quietBlocks < REST) {
      curve();
      ring.apply(block, Rate.BLOCK);
      add(left, right);
    } else {
      ring.clear();
    }
  }

  private void add(float[] left, float[] right) {
    float[] rung = block;
    float toLeft = gainLeft;
    float toRight = gainRight;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float sample = rung[i];
      left[i] += sample * toLeft;
      right[i] += sample * toRight;
    }
  }

  private void curve() {
    for (int n = 1; n < loudness; n++) {
      for (int i = 0; i < Rate.BLOCK; i++) {
        block[i] *= block[i];
      }
    }
  }
}
