package lofi.music.synth;

import lofi.music.dsp.Modes;
import lofi.music.dsp.Silence;
import lofi.music.style.KeysSound;
import lofi.music.theory.Pitch;

/// An upright piano with a strip of felt before its hammers.
///
/// Stiff strings ring sharper the higher the partial, n f √(1 + B n²); two strings a note, a little
/// apart, give the quick first and the slow second decay (Weinreich, "Coupled piano strings",
/// 1977).
final class FeltPiano implements Tone {
  private static final int MOST_PARTIALS = 13;
  private static final double HIGHEST_HZ = 6_500;

  private final Modes strings = new Modes();
  private final Thud hammer;
  private final Attack attack = new Attack(3);

  FeltPiano(KeysSound sound, int pitch, double velocity) {
    double hertz = Pitch.hertz(pitch);
    double stiffness = 2e-4 * StrictMath.pow(2, (pitch - 60) / 14.0);
    double cutoff = 380 + (500 + 3_200 * Math.min(1.1, sound.brightness())) * velocity;
    for (int n = 1; n <= MOST_PARTIALS; n++) {
      double partial = hertz * n * Math.sqrt(1 + stiffness * n * n);
      if (partial < HIGHEST_HZ) {
        strikePartial(n, partial, hertz, cutoff, sound.detuneCents() / 12);
      }
    }
    hammer = new Thud(pitch, .10 + .22 * velocity, 70, 900, 9);
  }

  private void strikePartial(int n, double partial, double hertz, double cutoff, double cents) {
    double soft = 1 / (1 + StrictMath.pow(partial / cutoff, 3));
    double place = Math.abs(StrictMath.sin(StrictMath.PI * n * .12)) / .37;
    double amplitude = .5 * StrictMath.pow(n, -1.1) * soft * place;
    double seconds = 9 * StrictMath.pow(110 / hertz, .5) / StrictMath.pow(n, .8);
    double slow = Math.max(.2, Math.min(10, seconds));
    strings.strike(partial * Pitch.cents(cents), amplitude * .45, slow, 1);
    strings.strike(partial * Pitch.cents(-cents), amplitude * .55, slow * .35, 2);
  }

  @Override
  public void render(float[] block, int frames) {
    Silence.fill(block, frames);
    strings.addTo(block, frames);
    hammer.addTo(block, frames);
    attack.apply(block, frames);
  }
}
