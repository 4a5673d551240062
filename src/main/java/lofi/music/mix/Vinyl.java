package lofi.music.mix;

import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;
import lofi.music.random.RandomStream;

/// A record that has been played often: dust in the groove, a scratch, and the hiss of the tape it
/// was copied from.
final class Vinyl {
  /// Dust is drawn for so many frames at a time.
  private static final int SLOT = 12_000;

  /// One turn at 33⅓ revolutions a minute.
  private static final int TURN = 86_400;

  private final long seed;
  private final float popGain;
  private final double popsPerSlot;
  private final float hiss;
  private final boolean scratched;
  private final int scratchAt;
  private final float[] noise = new float[Rate.BLOCK];
  private final float[] pops = new float[Rate.BLOCK];
  private final float[] popShapeLeft = new float[2];
  private final float[] popShapeRight = new float[2];
  private float dullLeft;
  private float dullRight;
  private long frame;
  private int noiseAt;

  Vinyl(long songSeed, double hissDb, double popsPerSecond, double popGain, boolean scratched) {
    seed = RandomStream.hash(songSeed, "vinyl");
    hiss = (float) Rate.gain(hissDb) * 2.2f;
    popsPerSlot = popsPerSecond * SLOT / Rate.HZ;
    this.popGain = (float) popGain;
    this.scratched = scratched;
    scratchAt = RandomStream.of(seed, "scratch").below(TURN);
  }

  /// Fills `block`.
  void render(StereoBlock block) {
    drawPops();
    shape(block.left, popShapeLeft, 1f);
    shape(block.right, popShapeRight, .8f);
    dullLeft = hissOn(block.left, (int) seed, dullLeft);
    dullRight = hissOn(block.right, (int) seed + 7919, dullRight);
    frame += Rate.BLOCK;
    noiseAt += Rate.BLOCK;
  }

  private void drawPops() {
    java.util.Arrays.fill(pops, 0);
    double chance = popsPerSlot * Rate.BLOCK / SLOT;
    long h = RandomStream.mix(seed + frame * 0x9E3779B97F4A7C15L);
    while ((h >>> 11) * 0x1.0p-53 < chance) {
      h = RandomStream.mix(h);
      float u = (h >>> 40) * 0x1.0p-24f;
      float sign = (h & 1) == 0 ? popGain : -popGain;
      pops[(int) (h >>> 8) & (Rate.BLOCK - 1)] += u * u * u * u * sign;
      h = RandomStream.mix(h);
    }
    if (scratched) {
      long since = Math.floorMod(frame - scratchAt, TURN);
      if (since > TURN - Rate.BLOCK) {
        pops[(int) (TURN - since)] += .45f * popGain;
      }
    }
  }

  /// A pop is an impulse through two one-pole filters.
  private void shape(float[] block, float[] state, float gain) {
    float a = state[0];
    float b = state[1];
    for (int i = 0; i < Rate.BLOCK; i++) {
      a = a * .72f + pops[i];
      b = b * .55f + a;
      block[i] = b * gain;
    }
    state[0] = a;
    state[1] = b;
  }

  private float hissOn(float[] block, int noiseSeed, float low) {
    Noise.fill(noise, Rate.BLOCK, noiseSeed, noiseAt);
    for (int i = 0; i < Rate.BLOCK; i++) {
      low += .05f * (noise[i] - low);
      block[i] += (noise[i] * .12f + low) * hiss;
    }
    return low;
  }
}
