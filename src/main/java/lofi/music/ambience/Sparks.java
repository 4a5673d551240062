package lofi.music.ambience;

import lofi.music.dsp.Biquad;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Sprinkle;

/// Short sounds at random moments, each a click that makes something ring: drops, crackles,
/// clinking cups.
final class Sparks implements Bed {
  private final Sprinkle moments;
  private final Biquad ring;
  private final Cycle cycle;
  private final int loudness;
  private final float gainLeft;
  private final float gainRight;
  private final float[] block = new float[Rate.BLOCK];

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
    moments.fill(block, cycle.index(frame));
    curve();
    ring.apply(block, Rate.BLOCK);
    for (int i = 0; i < Rate.BLOCK; i++) {
      left[i] += block[i] * gainLeft;
      right[i] += block[i] * gainRight;
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
