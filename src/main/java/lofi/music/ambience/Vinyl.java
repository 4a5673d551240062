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
  /// After so many blocks without a pop nothing of the last one is left.
  private static final int REST = 2;

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
  private int quietBlocks = REST;
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

  /// Fills the block that begins at `frame`.
  public void render(float[] left, float[] right, long frame) {
    int start = cycle.index(frame);
    hiss(left, right, start);
    if (drawPops(start)) {
      quietBlocks = 0;
    }
    if (quietBlocks++ < REST) {
      crackle(left, right);
    } else {
      settle();
    }
    if (hum > 0) {
      hum(left, right);
    }
  }

  /// Most specks of dust are small: the fourth power of an even draw. Every other pop points down.
  ///
  /// @return whether there are any
  private boolean drawPops(int start) {
    boolean isDusty = dust.fill(pops, start);
    if (isDusty) {
      shapePops(start);
    }
    boolean isScratch = scratched && scratch();
    return isDusty || isScratch;
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

  private boolean scratch() {
    double next = turn + turnStep * Rate.BLOCK;
    boolean comesRound = next >= 1;
    if (comesRound) {
      int at = Math.min(Rate.BLOCK - 1, (int) ((1 - turn) / turnStep));
      pops[at] += .4f * popGain;
      next -= 1;
    }
    turn = next;
    return comesRound;
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

  /// Nothing rings any more.
  private void settle() {
    bodyLeft = 0;
    tailLeft = 0;
    bodyRight = 0;
    tailRight = 0;
    popLeft = 0;
    popRight = 0;
  }

  private void hiss(float[] left, float[] right, int start) {
    Noise.fillTwo(left, right, Rate.BLOCK, seed + 1, start);
    float lowL = dullLeft;
    float lowR = dullRight;
    float gain = hiss;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float l = left[i];
      float r = right[i];
      lowL += .04f * (l - lowL);
      lowR += .04f * (r - lowR);
      left[i] = (l * .002f + lowL) * gain;
      right[i] = (r * .002f + lowR) * gain;
    }
    dullLeft = lowL;
    dullRight = lowR;
  }

  private void hum(float[] left, float[] right) {
    double turns = humTurns;
    double step = humStep;
    float gain = hum;
    for (int i = 0; i < Rate.BLOCK; i++) {
      turns += step;
      float sample = (Sine.at(turns) + .4f * Sine.at(2 * turns)) * gain;
      left[i] += sample;
      right[i] += sample;
    }
    humTurns = turns;
  }
}
