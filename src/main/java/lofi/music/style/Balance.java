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
    double tiltDb,
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
              r(-0.9, 0.5),
              r(-2.4, 1.2),
              r(-0.5, 0.3),
              r(0, 1),
              r(1.2, 1.4),
              r(-0.3, 0.8),
              r(-6.5, 1),
              r(2_500, 500),
              r(0.3, 0.05),
              r(13.5, 1.6),
              r(5, 1),
              r(1.1, 0.2),
              r(0.45, 0.1),
              r(0.7, 0.1),
              r(0.33, 0.09),
              r(7, 2),
              r(-58, 8),
              .4,
              1.8);
      case BEDROOM_TAPE ->
          new Balance(
              r(1.1, 0.5),
              r(-1.4, 1.2),
              r(0.6, 0.3),
              r(0, 1),
              r(-1.2, 1),
              r(0, 1),
              r(1.8, 1.5),
              r(4_600, 900),
              r(0.06, 0.05),
              r(4.6, 1),
              r(1.5, 0.7),
              r(1.4, 0.3),
              r(0.6, 0.1),
              r(0.85, 0.1),
              r(0.35, 0.11),
              r(10, 2),
              r(-55, 7),
              1,
              1);
      case JAZZ_ROOM ->
          new Balance(
              r(1.8, 0.5),
              r(0.6, 1.2),
              r(1, 0.3),
              r(0, 1),
              r(0.8, 1.3),
              r(-4.2, 1),
              r(-1, 1.2),
              r(5_000, 300),
              r(0, 0.02),
              r(2.6, 0.5),
              r(0, 0.4),
              r(1.1, 0.15),
              r(0.7, 0.1),
              r(0.62, 0.1),
              r(0.68, 0.15),
              r(5, 1.5),
              r(-62, 6),
              .4,
              1);
      case NIGHT_SYNTH ->
          new Balance(
              r(-1.5, 0.5),
              r(-2.6, 1.2),
              r(0.8, 0.3),
              r(2.5, 2),
              r(0, 1.4),
              r(0, 1),
              r(-4.5, 1.5),
              r(3_100, 400),
              r(0.04, 0.03),
              r(15, 1.5),
              r(4, 1),
              r(2, 0.3),
              r(0.9, 0.15),
              r(1.2, 0.1),
              r(0.42, 0.1),
              r(6, 2),
              r(-61, 7),
              -.7,
              1.3);
      case GUITAR_PORCH ->
          new Balance(
              r(1.9, 0.5),
              r(-1.2, 1.2),
              r(-1.6, 0.3),
              r(0, 1),
              r(1, 1.3),
              r(-4.4, 1),
              r(7.3, 1.2),
              r(8_800, 1_400),
              r(0, 0.02),
              r(4.5, 1.2),
              r(0.6, 0.5),
              r(1, 0.2),
              r(0.6, 0.1),
              r(0.6, 0.1),
              r(0.9, 0.18),
              r(5.5, 1.5),
              r(-48.5, 7),
              .1,
              1);
      case SNOW_BOX ->
          new Balance(
              r(0.8, 0.5),
              r(-0.6, 1.2),
              r(0.1, 0.3),
              r(5, 2),
              r(1, 1.3),
              r(-5, 1),
              r(7.2, 1.2),
              r(8_200, 1_400),
              r(0, 0.02),
              r(5, 1),
              r(1, 0.5),
              r(2, 0.3),
              r(1, 0.15),
              r(1.15, 0.1),
              r(0.48, 0.12),
              r(7, 2),
              r(-48.5, 7),
              .2,
              1);
      case BOSSA_TERRACE ->
          new Balance(
              r(1.8, 0.5),
              r(0.2, 1.2),
              r(-0.7, 0.3),
              r(0, 1),
              r(1.2, 1.3),
              r(-3.2, 1),
              r(7.2, 1.2),
              r(8_400, 1_400),
              r(0, 0.02),
              r(4.6, 1),
              r(0.5, 0.4),
              r(1, 0.2),
              r(0.6, 0.1),
              r(0.65, 0.1),
              r(0.76, 0.14),
              r(5, 1.5),
              r(-49.5, 7),
              .3,
              1);
    };
  }
}
