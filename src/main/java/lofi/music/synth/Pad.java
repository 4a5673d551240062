package lofi.music.synth;

import lofi.music.dsp.Modes;
import lofi.music.dsp.Silence;
import lofi.music.theory.Pitch;

/// Soft strings: three dull saws, a little apart, that take their time.
final class Pad implements Tone {
  private static final double APART_CENTS = 6;

  private final Modes saws = new Modes();
  private final Attack attack;

  Pad(int pitch, double brightness, double attackMillis) {
    double hertz = Pitch.hertz(pitch);
    attack = new Attack(attackMillis);
    for (int saw = -1; saw <= 1; saw++) {
      for (int n = 1; n <= 8; n++) {
        // The one in the middle leads, so that the pad as a whole is in tune.
        double level = saw == 0 ? .16 : .08;
        double amplitude = level * StrictMath.pow(n, -1.9 + .5 * brightness);
        double detuned = hertz * n * Pitch.cents(saw * APART_CENTS);
        saws.strike(detuned, amplitude, 45, 2 * saw + n);
      }
    }
  }

  @Override
  public void render(float[] block, int frames) {
    Silence.fill(block, frames);
    saws.addTo(block, frames);
    attack.apply(block, frames);
  }
}
