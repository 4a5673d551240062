package lofi.music.synth;

import lofi.music.compose.DrumLane;
import lofi.music.dsp.Biquad;
import lofi.music.dsp.Modes;
import lofi.music.style.Kit;
import lofi.music.style.KitSound;

/// Everything in the kit but the kick: a shell that rings and a burst of noise.
final class Percussion implements Tone {
  private final Modes shell = new Modes();
  private final NoiseBurst burst;
  private final Attack attack = new Attack(.6);

  private Percussion(NoiseBurst burst) {
    this.burst = burst;
  }

  /// How long a hit is kept, in seconds.
  static double seconds(DrumLane lane) {
    return switch (lane) {
      case KICK -> .6;
      case SNARE -> .4;
      case RIM, HAT -> .22;
      case CLAP -> .45;
      case PERC -> .6;
      case OPEN -> .8;
      case RIDE -> 1.4;
      case SHAKER -> .2;
    };
  }

  static Tone of(KitSound kit, DrumLane lane, int variant, boolean soft) {
    int seed = 131 * lane.number() + variant;
    return switch (lane) {
      case KICK -> new Kick(kit, variant);
      case SNARE -> kit.kit() == Kit.BRUSHES ? brush(kit, seed) : snare(kit, seed, soft);
      case RIM -> rim(kit, seed);
      case CLAP -> clap(kit, seed);
      case HAT -> cymbal(kit, seed, kit.hatDecayMs(), .8);
      case OPEN -> cymbal(kit, seed, 130, .7);
      case RIDE -> ride(kit, seed);
      case SHAKER -> shaker(seed);
      case PERC -> hands(kit, seed);
    };
  }

  private static Percussion snare(KitSound kit, int seed, boolean soft) {
    double top = soft ? 1_800 : 3_200 + 2_600 * kit.brightness();
    var drum =
        new Percussion(
            new NoiseBurst(
                Biquad.highPass(700, .7),
                Biquad.lowPass(top, .8),
                seed,
                .55 + .5 * kit.snareNoise(),
                .3,
                kit.snareDecayMs()));
    drum.shell.strike(kit.snareHz(), .36, .16, 0);
    drum.shell.strike(kit.snareHz() * 1.78, .18, .10, 0);
    return drum;
  }

  private static Percussion brush(KitSound kit, int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(Biquad.highPass(900, .6), Biquad.lowPass(5_500, .6), seed, .7, 9, 75));
    drum.shell.strike(kit.snareHz(), .12, .12, 0);
    return drum;
  }

  private static Percussion rim(KitSound kit, int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(
                Biquad.highPass(1_500, .7), Biquad.lowPass(6_000, .7), seed, .25, .2, 6));
    double tuning = kit.snareHz() / 186;
    drum.shell.strike(520 * tuning, .32, .06, 0);
    drum.shell.strike(1_730 * tuning, .30, .04, 0);
    drum.shell.strike(2_470 * tuning, .16, .03, 0);
    return drum;
  }

  private static Percussion clap(KitSound kit, int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(
                Biquad.bandPass(1_100 + 500 * kit.brightness(), .9),
                Biquad.highPass(600, .7),
                seed,
                1.3,
                3,
                85));
    drum.shell.strike(kit.snareHz(), .14, .09, 0);
    return drum;
  }

  private static Percussion cymbal(KitSound kit, int seed, double decayMillis, double gain) {
    return new Percussion(
        new NoiseBurst(
            Biquad.highPass(kit.hatHz(), .8),
            Biquad.lowPass(8_800, .6),
            seed,
            gain,
            .4,
            decayMillis));
  }

  private static Percussion ride(KitSound kit, int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(
                Biquad.highPass(4_200, .7), Biquad.lowPass(8_200, .7), seed, .28, .5, 210));
    drum.shell.strike(2_960 * (1 + .1 * kit.brightness()), .05, .7, 0);
    drum.shell.strike(4_130, .04, .5, 0);
    drum.shell.strike(5_270, .03, .4, 0);
    return drum;
  }

  private static Percussion shaker(int seed) {
    return new Percussion(
        new NoiseBurst(Biquad.highPass(3_900, .8), Biquad.lowPass(6_800, .8), seed, .72, 12, 26));
  }

  /// What the other hand holds: brushes that stir, a tambourine, a hand drum, a bell.
  private static Percussion hands(KitSound kit, int seed) {
    return switch (kit.kit()) {
      case BRUSHES -> swirl(seed);
      case SOFT, BOOM_BAP, ELECTRONIC -> tambourine(seed);
      case HAND, BOSSA -> handDrum(kit, seed);
      case BELLS -> bell(seed);
    };
  }

  /// A brush that is drawn over the head in a circle.
  private static Percussion swirl(int seed) {
    return new Percussion(
        new NoiseBurst(Biquad.highPass(1_200, .6), Biquad.lowPass(5_000, .6), seed, .30, 160, 150));
  }

  private static Percussion tambourine(int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(
                Biquad.highPass(5_000, .8), Biquad.lowPass(8_500, .7), seed, .34, 2, 60));
    drum.shell.strike(6_300, .05, .16, 0);
    drum.shell.strike(7_450, .04, .14, 1);
    drum.shell.strike(8_180, .03, .12, 2);
    return drum;
  }

  private static Percussion handDrum(KitSound kit, int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(Biquad.highPass(500, .7), Biquad.lowPass(3_200, .7), seed, .2, .3, 12));
    double tuning = kit.snareHz() / 186;
    drum.shell.strike(205 * tuning, .42, .22, 0);
    drum.shell.strike(326 * tuning, .14, .12, 0);
    drum.shell.strike(487 * tuning, .06, .07, 0);
    return drum;
  }

  private static Percussion bell(int seed) {
    var drum =
        new Percussion(
            new NoiseBurst(
                Biquad.highPass(5_500, .7), Biquad.lowPass(9_000, .7), seed, .12, 1, 40));
    drum.shell.strike(2_210, .06, .5, 0);
    drum.shell.strike(3_480, .05, .4, 0);
    drum.shell.strike(5_130, .03, .3, 0);
    return drum;
  }

  @Override
  public void render(float[] block, int frames) {
    burst.render(block, frames);
    shell.addTo(block, frames);
    attack.apply(block, frames);
  }
}
