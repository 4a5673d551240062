package lofi.music.compose;

import java.util.Locale;

/// A drum or cymbal. A drum note's pitch is its lane's number.
public enum DrumLane {
  KICK(0),
  SNARE(1),
  RIM(2),
  CLAP(3),
  HAT(4),
  OPEN(5),
  RIDE(6),
  SHAKER(7),
  PERC(8);

  private static final DrumLane[] ALL = values();

  private final int number;

  DrumLane(int number) {
    this.number = number;
  }

  public static DrumLane of(int number) {
    return ALL[number];
  }

  public int number() {
    return number;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
