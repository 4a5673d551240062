package lofi.music.compose;

import lofi.music.random.RandomStream;
import lofi.music.style.Feel;

/// How far from the grid each player plays, for a whole song.
///
/// What is called "Dilla time" is repeated, not random, so these offsets are drawn once. A little
/// jitter of each lane's own lies on top (after measurements on the Groove MIDI Dataset, Gillick et
/// al. 2019).
public record Groove(
    double kickMillis,
    double snareMillis,
    double hatMillis,
    double bassMillis,
    double keysMillis,
    double jitterMillis) {
  static Groove draw(Feel feel, RandomStream draw) {
    return switch (feel) {
      case NATURAL ->
          new Groove(
              draw.between(-11, -3),
              draw.between(-8, -2),
              0,
              draw.between(4, 10),
              draw.between(4, 12),
              4);
      case LAID_BACK ->
          new Groove(
              draw.between(-2, 4),
              draw.between(8, 22),
              draw.between(0, 6),
              draw.between(6, 16),
              draw.between(8, 25),
              3);
      case DILLA ->
          new Groove(
              draw.between(-3, 3),
              draw.between(-22, -8),
              draw.between(4, 14),
              draw.between(10, 24),
              draw.between(6, 20),
              1.5);
    };
  }

  /// The lane's constant share of lateness.
  public double laneMillis(DrumLane lane) {
    return switch (lane) {
      case KICK -> kickMillis;
      case SNARE, RIM, CLAP -> snareMillis;
      case HAT, OPEN, RIDE, SHAKER, PERC -> hatMillis;
    };
  }
}
