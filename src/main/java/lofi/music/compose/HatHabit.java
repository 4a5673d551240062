package lofi.music.compose;

import java.util.List;
import lofi.music.random.RandomStream;

/// What a drummer's right hand likes to play.
enum HatHabit {
  /// All eighths, with pick-ups between them.
  EIGHTHS,
  /// Eighths of which some are left out.
  AIRY,
  /// Between the beats more than on them.
  OFF_BEATS,
  /// What the kick and the snare leave of the beats, with pick-ups before them.
  PICK_UPS;

  /// @param density 0 to 1: the less, the more is left out
  static HatHabit of(RandomStream draw, double density) {
    return draw.pick(List.of(values()), .8 * density, .6 * (1 - density), .15, .3 * (1 - density));
  }

  /// How likely a hat is on a step.
  ///
  /// @param odd how likely it is between the eighths
  double likelihood(int step, double odd) {
    return switch (step % 8) {
      case 0 -> onTheBeat();
      case 4 -> withTheSnare();
      case 2, 6 -> betweenBeats();
      case 3, 7 -> this == PICK_UPS ? 1.4 * odd : odd;
      default -> this == PICK_UPS ? .6 * odd : odd;
    };
  }

  private double onTheBeat() {
    return switch (this) {
      case EIGHTHS, PICK_UPS -> .95;
      case AIRY -> .85;
      case OFF_BEATS -> .6;
    };
  }

  /// Many leave the hat out where the snare is heard anyway.
  private double withTheSnare() {
    return switch (this) {
      case EIGHTHS -> .95;
      case AIRY -> .35;
      case OFF_BEATS, PICK_UPS -> .15;
    };
  }

  private double betweenBeats() {
    return switch (this) {
      case EIGHTHS, OFF_BEATS -> .95;
      case AIRY -> .85;
      case PICK_UPS -> .6;
    };
  }
}
