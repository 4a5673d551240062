package lofi.music.synth;

import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Sine;
import lofi.music.style.LeadSound;
import lofi.music.theory.Pitch;

/// A lead that sustains: flute, whistle, soft square or synth, as a few harmonics with a vibrato
/// that sets in late, and a little breath.
final class Blown implements Tone {
  private static final int MOST = 6;

  private final double hertz;
  private final float[] harmonics;
  private final double vibratoHz;
  private final double vibratoDepth;
  private final float attackStep;
  private final float sag;
  private final float breath;
  private final float breathSmoothing;
  private final int seed;
  private double turns;
  private double vibratoTurns;
  private float vibratoGain;
  private float attack;
  private float hold = 1;
  private float air;
  private int played;

  private Blown(
      LeadSound sound, int pitch, double attackMillis, double breath, float... harmonics) {
    hertz = Pitch.hertz(pitch);
    this.harmonics = harmonics;
    vibratoHz = sound.vibratoHz();
    vibratoDepth = sound.vibratoCents() * .00057779;
    attackStep = (float) (1000 / (attackMillis * Rate.HZ));
    sag = (float) Rate.decay60(9);
    this.breath = (float) breath;
    breathSmoothing = Rate.onePole(1.6 * hertz);
    seed = pitch * 31;
  }

  static Blown flute(LeadSound sound, int pitch, double v) {
    float second = (float) (.10 + .12 * v);
    return new Blown(
        sound, pitch, 45 + sound.attackMs() * .5, .030 + .02 * v, .36f, second, .05f, .015f);
  }

  static Blown whistle(LeadSound sound, int pitch, double v) {
    return new Blown(
        sound, pitch, 25 + sound.attackMs() * .4, .022, .40f, (float) (.03 * v), .012f);
  }

  static Blown softSquare(LeadSound sound, int pitch, double v) {
    float third = (float) (.05 + .3 * sound.brightness() * v);
    return new Blown(
        sound, pitch, 6 + sound.attackMs() * .3, .002, .34f, .02f, third, 0f, third * .4f);
  }

  static Blown synth(LeadSound sound, int pitch, double v) {
    float bright = (float) (.4 + 1.8 * sound.brightness() * v);
    return new Blown(
        sound,
        pitch,
        12 + sound.attackMs() * .6,
        .003,
        .30f,
        .13f * bright,
        .07f * bright,
        .035f * bright,
        .016f * bright,
        .008f * bright);
  }

  @Override
  public void render(float[] block, int frames) {
    Noise.fill(block, frames, seed, played);
    breathe(block, frames);
    sing(block, frames);
    played += frames;
  }

  private void breathe(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      air += breathSmoothing * (block[i] - air);
      block[i] = air * breath;
    }
  }

  private void sing(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      vibratoTurns += vibratoHz / Rate.HZ;
      vibratoGain = Math.min(1f, vibratoGain + 3e-5f);
      turns += hertz / Rate.HZ * (1 + vibratoDepth * vibratoGain * Sine.at(vibratoTurns));
      attack = Math.min(1f, attack + attackStep);
      hold *= sag;
      block[i] = (block[i] + chord(turns)) * attack * attack * (3 - 2 * attack) * hold;
    }
  }

  private float chord(double at) {
    float sum = 0;
    for (int n = 0; n < Math.min(MOST, harmonics.length); n++) {
      if (harmonics[n] != 0) {
        sum += harmonics[n] * Sine.at(at * (n + 1));
      }
    }
    return sum;
  }
}
