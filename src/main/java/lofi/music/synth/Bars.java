package lofi.music.synth;

import lofi.music.dsp.Modes;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Silence;
import lofi.music.dsp.Sine;
import lofi.music.theory.Pitch;

/// Struck bars and combs: vibraphone and music box.
///
/// A vibraphone's bars are cut so that their second and third modes ring at 4 and 10 times the
/// pitch (Fletcher and Rossing, "The Physics of Musical Instruments", 19.3).
final class Bars implements Tone {
  /// The discs under a vibraphone's bars turn at this rate.
  private static final double MOTOR_HZ = 5;

  private static final double MOTOR_DEPTH = .14;

  private final Modes modes = new Modes();
  private final Thud mallet;
  private final Attack attack;

  private final double motorDepth;
  private double motorTurns;

  private Bars(Thud mallet, double attackMillis, double motorDepth) {
    this.motorDepth = motorDepth;
    this.mallet = mallet;
    this.attack = new Attack(attackMillis);
  }

  static Bars vibraphone(int pitch, double velocity) {
    var bars = new Bars(new Thud(pitch, .05 * velocity, 200, 1_800, 5), 2, MOTOR_DEPTH);
    double hertz = Pitch.hertz(pitch);
    double ring = Math.min(7, 4.5 * StrictMath.pow(440 / hertz, .6));
    bars.modes.strike(hertz, .42, ring, 0);
    bars.modes.strike(hertz * 4, .14 * velocity, ring * .25, 0);
    bars.modes.strike(hertz * 10, .05 * velocity * velocity, ring * .06, 0);
    return bars;
  }

  static Bars musicBox(int pitch, double velocity) {
    var bars = new Bars(new Thud(pitch, .06 * velocity, 500, 4_000, 3), 1, 0);
    double hertz = Pitch.hertz(pitch);
    double ring = Math.min(4, 2.2 * StrictMath.pow(880 / hertz, .5));
    bars.modes.strike(hertz, .36, ring, 0);
    bars.modes.strike(hertz * 1.0006, .08, ring * .8, 0);
    bars.modes.strike(hertz * 2.0, .03, ring * .5, 0);
    bars.modes.strike(hertz * 6.27, .07 * velocity, ring * .15, 0);
    return bars;
  }

  @Override
  public void render(float[] block, int frames) {
    Silence.fill(block, frames);
    modes.addTo(block, frames);
    if (motorDepth > 0) {
      turn(block, frames);
    }
    mallet.addTo(block, frames);
    attack.apply(block, frames);
  }

  /// The discs open and close the tubes that the bars ring into.
  private void turn(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      motorTurns += MOTOR_HZ / Rate.HZ;
      block[i] *= (float) (1 + motorDepth * Sine.at(motorTurns));
    }
  }
}
