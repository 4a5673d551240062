package lofi.music.synth;

import lofi.music.dsp.Modes;
import lofi.music.dsp.Silence;
import lofi.music.style.BassVoice;
import lofi.music.theory.Pitch;

/// The low end: upright, electric, sub or 808.
final class Bass implements Tone {
  private final Modes modes = new Modes();
  private final Thud finger;
  private final Attack attack;

  private Bass(Thud finger, double attackMillis) {
    this.finger = finger;
    this.attack = new Attack(attackMillis);
  }

  static Tone of(BassVoice voice, int pitch, double velocity) {
    return switch (voice) {
      case UPRIGHT ->
          new Slide(
              plucked(pitch, 1.5, 2.6, new Thud(pitch, .5 * velocity, 40, 400, 8), .21), 15, 40);
      case ELECTRIC -> plucked(pitch, 1.25, 3.6, new Thud(pitch, .12, 150, 900, 4), .13);
      case SUB -> sub(pitch, 4, .08);
      case EIGHT_O_EIGHT -> new Slide(sub(pitch, 1.6, .16), 90, 70);
    };
  }

  /// @param slope how quickly the partials grow weaker
  /// @param pick where along the string it is plucked
  private static Bass plucked(int pitch, double slope, double seconds, Thud finger, double pick) {
    var bass = new Bass(finger, 4);
    double hertz = Pitch.hertz(pitch);
    for (int n = 1; n <= 9; n++) {
      double comb = Math.abs(StrictMath.sin(StrictMath.PI * n * pick)) / .61;
      double ring = Math.max(.12, Math.min(4, seconds / StrictMath.pow(n, .9)));
      double stretched = hertz * n * (1 + 4e-5 * n * n);
      bass.modes.strike(stretched, .6 * StrictMath.pow(n, -slope) * comb, ring, 1.2);
    }
    return bass;
  }

  private static Bass sub(int pitch, double seconds, double third) {
    var bass = new Bass(new Thud(pitch, .04, 60, 500, 5), 7);
    double hertz = Pitch.hertz(pitch);
    bass.modes.strike(hertz, .62, seconds, 0);
    // Small speakers hear the octave instead of the note.
    bass.modes.strike(hertz * 2, .62 * .3, seconds * .6, 0);
    bass.modes.strike(hertz * 3, .62 * third, seconds * .5, 0);
    return bass;
  }

  @Override
  public void render(float[] block, int frames) {
    Silence.fill(block, frames);
    modes.addTo(block, frames);
    finger.addTo(block, frames);
    attack.apply(block, frames);
  }
}
