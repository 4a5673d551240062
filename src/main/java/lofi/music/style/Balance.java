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
              r(-2.2, 2.8),
              r(-3.5, 1.5),
              r(2.6, 2.2),
              r(0, 1),
              r(1.5, 2),
              r(1.5, 1.5),
              r(-2, 3),
              r(2_350, 1_000),
              r(0.3, 0.05),
              r(12, 4),
              r(5, 1),
              r(1.1, 0.2),
              r(0.45, 0.1),
              r(0.7, 0.1),
              r(0.39, 0.1),
              r(7, 2),
              r(-55, 8),
              1.8);
      case BEDROOM_TAPE ->
          new Balance(
              r(-1.2, 2.8),
              r(-2, 2),
              r(2.6, 2.4),
              r(0, 1),
              r(-2, 2),
              r(0.5, 1.5),
              r(-4, 3),
              r(3_000, 1_200),
              r(0.06, 0.05),
              r(4.6, 1),
              r(1.5, 0.7),
              r(1.4, 0.3),
              r(0.6, 0.1),
              r(0.85, 0.1),
              r(0.4, 0.12),
              r(10, 2),
              r(-53, 7),
              1);
      case JAZZ_ROOM ->
          new Balance(
              r(2, 2.6),
              r(0.4, 2),
              r(2.5, 2),
              r(0, 1),
              r(-0.5, 2),
              r(-3, 1.5),
              r(3, 4),
              r(7_200, 2_200),
              r(0, 0.02),
              r(2, 0.7),
              r(0, 0.4),
              r(1.1, 0.15),
              r(0.7, 0.1),
              r(0.62, 0.1),
              r(0.68, 0.2),
              r(5, 1.5),
              r(-60, 6),
              1);
      case NIGHT_SYNTH ->
          new Balance(
              r(-0.8, 2.6),
              r(-4, 2),
              r(2.6, 2.2),
              r(2.5, 2),
              r(0, 2),
              r(0.8, 1.5),
              r(-3, 3),
              r(3_200, 1_400),
              r(0.04, 0.03),
              r(10, 3),
              r(4, 1),
              r(2, 0.3),
              r(0.9, 0.15),
              r(1.2, 0.1),
              r(0.85, 0.2),
              r(6, 2),
              r(-58, 7),
              1.3);
      case GUITAR_PORCH ->
          new Balance(
              r(2, 2.6),
              r(1.2, 2),
              r(0.5, 1.6),
              r(0, 1),
              r(-0.6, 2),
              r(-3, 1),
              r(8, 3),
              r(10_000, 2_400),
              r(0, 0.02),
              r(6, 1.5),
              r(0.6, 0.5),
              r(1, 0.2),
              r(0.6, 0.1),
              r(0.6, 0.1),
              r(0.6, 0.2),
              r(5.5, 1.5),
              r(-57, 7),
              1);
      case SNOW_BOX ->
          new Balance(
              r(2, 2.6),
              r(2.8, 2),
              r(0, 1.6),
              r(5, 2),
              r(-0.4, 2),
              r(-4, 1),
              r(8, 3),
              r(9_600, 2_400),
              r(0, 0.02),
              r(5, 1),
              r(1, 0.5),
              r(2, 0.3),
              r(1, 0.15),
              r(1.15, 0.1),
              r(0.6, 0.15),
              r(7, 2),
              r(-57, 7),
              1);
      case BOSSA_TERRACE ->
          new Balance(
              r(2, 2.4),
              r(1.6, 2),
              r(2.2, 1.6),
              r(0, 1),
              r(0, 2),
              r(-2, 1),
              r(8.5, 3),
              r(9_000, 2_000),
              r(0, 0.02),
              r(4.6, 1),
              r(0.5, 0.4),
              r(1, 0.2),
              r(0.6, 0.1),
              r(0.65, 0.1),
              r(0.76, 0.2),
              r(5, 1.5),
              r(-58, 7),
              1);
    };
  }
}
