package lofi.music.style;

import lofi.music.random.RandomStream;

/// How a palette is usually mixed: each figure as the middle of what songs draw, and how far they
/// spread to either side.
///
/// The middles were set by ear and by measuring against finished lofi tracks.
record Balance(
    Range keysDb,
    Range leadDb,
    Range bassDb,
    Range padDb,
    Range drumsDb,
    Range kickDb,
    Range hatsDb,
    Range lowPassHz,
    Range crush,
    Range drive,
    Range duckDb,
    Range reverbSeconds,
    Range reverbReturn,
    Range roomSize,
    Range width,
    Range wowCents,
    Range hissDb,
    double drumDrive) {
  /// A middle and a spread.
  record Range(double middle, double spread) {
    double draw(RandomStream draw) {
      return middle + spread * (2 * draw.unit() - 1);
    }
  }

  private static Range r(double middle, double spread) {
    return new Range(middle, spread);
  }

  static Balance of(Palette palette) {
    return switch (palette) {
      case DUSTY_SAMPLER ->
          new Balance(
              r(1.5, 1.5),
              r(0, 1),
              r(1, 1),
              r(0, 1),
              r(1.5, 1),
              r(1, 1),
              r(-5, 4),
              r(2_700, 900),
              r(.3, .05),
              r(11, 4),
              r(5, 1),
              r(1.1, .2),
              r(.45, .1),
              r(.7, .1),
              r(.34, .12),
              r(7, 2),
              r(-51, 6),
              1.8);
      case BEDROOM_TAPE ->
          new Balance(
              r(4, 1.5),
              r(2, 1),
              r(-.5, 1),
              r(0, 1),
              r(-2, 1),
              r(0, 1),
              r(-6, 4),
              r(3_000, 1_000),
              r(.06, .05),
              r(4.6, 1),
              r(1.5, .7),
              r(1.4, .3),
              r(.6, .1),
              r(.85, .1),
              r(.4, .12),
              r(10, 2),
              r(-48, 5),
              1);
      case JAZZ_ROOM ->
          new Balance(
              r(4, 1.5),
              r(2.5, 1),
              r(1, 1),
              r(0, 1),
              r(-1, 1),
              r(-3, 1),
              r(-1.5, 4),
              r(6_300, 1_900),
              r(0, .02),
              r(2, .7),
              r(0, .4),
              r(1.1, .15),
              r(.7, .1),
              r(.62, .1),
              r(.66, .15),
              r(5, 1.5),
              r(-56, 5),
              1);
      case NIGHT_SYNTH ->
          new Balance(
              r(5, 1.5),
              r(2, 1),
              r(0, 1),
              r(6, 2),
              r(0, 1),
              r(-.5, 1),
              r(-5, 4),
              r(3_500, 1_300),
              r(.04, .03),
              r(10, 3),
              r(4, 1),
              r(2, .3),
              r(.9, .15),
              r(1.2, .1),
              r(1.3, .2),
              r(6, 2),
              r(-54, 5),
              1.3);
      case GUITAR_PORCH ->
          new Balance(
              r(4, 1.5),
              r(2, 1),
              r(-4, 1),
              r(0, 1),
              r(-1, 1),
              r(-3, 1),
              r(0, 3.5),
              r(8_600, 2_000),
              r(0, .02),
              r(6, 1.5),
              r(.6, .5),
              r(1.0, .2),
              r(.6, .1),
              r(.6, .1),
              r(.7, .15),
              r(5.5, 1.5),
              r(-54, 5),
              1);
      case SNOW_BOX ->
          new Balance(
              r(4, 1.5),
              r(3, 1),
              r(-3.5, 1),
              r(5, 2),
              r(-2, 1),
              r(-4, 1),
              r(-2, 4),
              r(8_400, 2_000),
              r(0, .02),
              r(5, 1),
              r(1, .5),
              r(2, .3),
              r(1, .15),
              r(1.15, .1),
              r(.6, .15),
              r(7, 2),
              r(-54, 5),
              1);
      case BOSSA_TERRACE ->
          new Balance(
              r(3.5, 1.5),
              r(2, 1),
              r(-2, 1),
              r(0, 1),
              r(-1, 1),
              r(-2, 1),
              r(-1, 4),
              r(7_600, 1_800),
              r(0, .02),
              r(4.6, 1),
              r(.5, .4),
              r(1.0, .2),
              r(.6, .1),
              r(.65, .1),
              r(.8, .15),
              r(5, 1.5),
              r(-55, 5),
              1);
    };
  }
}
