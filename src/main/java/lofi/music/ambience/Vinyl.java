package lofi.music.ambience;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Sine;
import lofi.music.dsp.Sprinkle;
import lofi.music.random.RandomStream;
import lofi.music.style.Mix;

/// A record that has been played often: dust in the groove, perhaps a scratch that comes round at
/// 33⅓ turns a minute, and the hiss and hum of what it was copied with.
public final class Vinyl {
  private static final double TURNS_PER_SECOND = 33.333333 / 60;

  private final Cycle cycle;
  private final int seed;
  private final Sprinkle dust;
  private final float popGain;
  private final float hiss;
  private final float hum;
  private final boolean scratched;
  private final double turnStep;
  private final double humStep;
  private final float[] pops = new float[Rate.BLOCK];
  private final float[] noise = new float[Rate.BLOCK];
  private double turn;
  private double humTurns;
  private float bodyLeft;
  private float tailLeft;
  private float bodyRight;
  private float tailRight;
  private float dullLeft;
  private float dullRight;

  public Vinyl(Mix mix, long songSeed, Cycle cycle) {
    this.cycle = cycle;
    seed = (int) RandomStream.hash(songSeed, "vinyl");
    dust = new Sprinkle(seed, mix.popsPerSecond());
    popGain = (float) mix.popGain();
    hiss = (float) Rate.gain(mix.hissDb()) * 2.8f;
    hum = mix.humDb() < -80 ? 0 : (float) Rate.gain(mix.humDb());
    scratched = mix.scratch();
    turnStep = cycle.rate(TURNS_PER_SECOND) / Rate.HZ;
    humStep = cycle.rate(50) / Rate.HZ;
    turn = RandomStream.of(songSeed, "vinyl/scratch").unit();
  }

  /// Adds the block that begins at `frame`.
  public void addTo(float[] left, float[] right, long frame) {
    int start = cycle.index(frame);
    drawPops(start);
    crackle(left, right);
    dullLeft = hissOn(left, seed + 1, start, dullLeft);
    dullRight = hissOn(right, seed + 2, start, dullRight);
    if (hum > 0) {
      hum(left, right);
    }
  }

  /// Most specks of dust are small: the fourth power of an even draw. Every other pop points down.
  private void drawPops(int start) {
    dust.fill(pops, start);
    for (int i = 0; i < Rate.BLOCK; i++) {
      float size = pops[i] * pops[i];
      float sign = ((start + i) & 1) == 0 ? popGain : -popGain;
      pops[i] = size * size * sign;
    }
    if (scratched) {
      scratch();
    }
  }

  private void scratch() {
    double next = turn + turnStep * Rate.BLOCK;
    if (next >= 1) {
      int at = Math.min(Rate.BLOCK - 1, (int) ((1 - turn) / turnStep));
      pops[at] += .4f * popGain;
      next -= 1;
    }
    turn = next;
  }

  /// The needle rings a little: two one-pole filters, the right channel a touch weaker.
  private void crackle(float[] left, float[] right) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      bodyLeft = bodyLeft * .84f + pops[i];
      tailLeft = tailLeft * .72f + bodyLeft * .35f;
      bodyRight = bodyRight * .83f + pops[i] * .8f;
      tailRight = tailRight * .73f + bodyRight * .35f;
      left[i] += tailLeft;
      right[i] += tailRight;
    }
  }

  private float hissOn(float[] block, int noiseSeed, int start, float low) {
    Noise.fill(noise, Rate.BLOCK, noiseSeed, start);
    for (int i = 0; i < Rate.BLOCK; i++) {
      low += .04f * (noise[i] - low);
      block[i] += (noise[i] * .002f + low) * hiss;
    }
    return low;
  }

  private void hum(float[] left, float[] right) {
    for (int i = 0; i < Rate.BLOCK; i++) {
      humTurns += humStep;
      float sample = (Sine.at(humTurns) + .4f * Sine.at(2 * humTurns)) * hum;
      left[i] += sample;
      right[i] += sample;
    }
  }
}
