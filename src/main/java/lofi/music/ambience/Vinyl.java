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
  private final float[] otherNoise = new float[Rate.BLOCK];
  private double turn;
  private double humTurns;
  private float bodyLeft;
  private float tailLeft;
  private float bodyRight;
  private float tailRight;
  private float dullLeft;
  private float dullRight;

  /// Dust is heard as dull as the music is.
  private final float popDullness;

  private float popLeft;
  private float popRight;

  public Vinyl(Mix mix, long songSeed, Cycle cycle) {
    this.cycle = cycle;
    seed = (int) RandomStream.hash(songSeed, "vinyl");
    dust = new Sprinkle(seed, mix.popsPerSecond());
    popGain = (float) mix.popGain();
    popDullness = Rate.onePole(1.1 * mix.lowPassHz());
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
    hiss(left, right, start);
    if (hum > 0) {
      hum(left, right);
    }
  }

  /// Most specks of dust are small: the fourth power of an even draw. Every other pop points down.
  private void drawPops(int start) {
    dust.fill(pops, start);
    shapePops(start);
    if (scratched) {
      scratch();
    }
  }

  private void shapePops(int start) {
    float[] drawn = pops;
    float up = (start & 1) == 0 ? popGain : -popGain;
    for (int i = 0; i < Rate.BLOCK; i += 2) {
      float even = drawn[i] * drawn[i];
      float odd = drawn[i + 1] * drawn[i + 1];
      drawn[i] = even * even * up;
      drawn[i + 1] = odd * odd * -up;
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
    float[] drawn = pops;
    float bodyL = bodyLeft, tailL = tailLeft, bodyR = bodyRight, tailR = tailRight;
    float popL = popLeft, popR = popRight;
    float dull = popDullness;
    for (int i = 0; i < Rate.BLOCK; i++) {
      bodyL = bodyL * .84f + drawn[i];
      tailL = tailL * .72f + bodyL * .35f;
      bodyR = bodyR * .83f + drawn[i] * .8f;
      tailR = tailR * .73f + bodyR * .35f;
      popL += dull * (tailL - popL);
      popR += dull * (tailR - popR);
      left[i] += popL;
      right[i] += popR;
    }
    popLeft = popL;
    popRight = popR;
    bodyLeft = bodyL;
    tailLeft = tailL;
    bodyRight = bodyR;
    tailRight = tailR;
  }

  private void hiss(float[] left, float[] right, int start) {
    Noise.fill(noise, Rate.BLOCK, seed + 1, start);
    Noise.fill(otherNoise, Rate.BLOCK, seed + 2, start);
    float[] noiseL = noise;
    float[] noiseR = otherNoise;
    float lowL = dullLeft;
    float lowR = dullRight;
    float gain = hiss;
    for (int i = 0; i < Rate.BLOCK; i++) {
      lowL += .04f * (noiseL[i] - lowL);
      lowR += .04f * (noiseR[i] - lowR);
      left[i] += (noiseL[i] * .002f + lowL) * gain;
      right[i] += (noiseR[i] * .002f + lowR) * gain;
    }
    dullLeft = lowL;
    dullRight = lowR;
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
