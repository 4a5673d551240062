package lofi.music.synth;

import java.util.Arrays;
import lofi.music.dsp.Modes;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Silence;
import lofi.music.style.KeysSound;
import lofi.music.theory.Pitch;

/// An electric piano: a hammer strikes a tine, whose tip swings before a pickup.
///
/// The tine rings at the note's pitch with a few inharmonic modes that die at once; the pickup's
/// field is uneven, which turns a hard stroke into the famous bark (Pfeifle and Münster, "Tone
/// Production of the Wurlitzer and Rhodes E-Pianos", 2017).
final class Rhodes implements Tone {
  private static final float OFFSET = .32f;

  private final Modes tine = new Modes();
  private final Modes bell = new Modes();
  private final Attack attack;
  private final float[] bellBlock = new float[Rate.BLOCK];
  private final float curve;
  private final float resting;
  private final float gain;
  private float drift;

  Rhodes(KeysSound sound, int pitch, double velocity, boolean reed) {
    double hertz = Pitch.hertz(pitch);
    double seconds = Math.max(1.2, Math.min(9, 7 * StrictMath.pow(110 / hertz, .55)));
    double swing = .40 * StrictMath.pow(velocity, .8) + .08;
    double detune = Pitch.cents(sound.detuneCents());
    tine.strike(hertz, swing, reed ? seconds * .5 : seconds, 0);
    tine.strike(hertz * detune, .04, seconds * .7, 0);
    if (reed) {
      tine.strike(hertz * 2, .10 * velocity, seconds * .4, 0);
      tine.strike(hertz * 3, .07 * velocity, seconds * .3, 0);
    }
    double tineLevel = (.25 + 2.4 * sound.brightness()) * velocity * velocity;
    bell.strike(hertz * 6.27, .05 * tineLevel, .22, 0);
    bell.strike(hertz * 3.98, .03 * tineLevel, .5, 0);
    curve = (float) (1.2 + 3.2 * sound.bark());
    resting = OFFSET / (1 + OFFSET * OFFSET * curve);
    gain = (float) (1.25 + .25 * sound.bark());
    attack = new Attack(1.5);
  }

  @Override
  public void render(float[] block, int frames) {
    Arrays.fill(block, 0, frames, OFFSET);
    Silence.fill(bellBlock, frames);
    tine.addTo(block, frames);
    bell.addTo(bellBlock, frames);
    pickUp(block, frames);
    attack.apply(block, frames);
  }

  private void pickUp(float[] block, int frames) {
    float slow = drift;
    for (int i = 0; i < frames; i++) {
      float z = block[i] + bellBlock[i] * .5f;
      float y = z / (1f + z * z * curve) - resting;
      slow += .0015f * (y - slow);
      block[i] = (y - slow) * gain;
    }
    drift = slow;
  }
}
