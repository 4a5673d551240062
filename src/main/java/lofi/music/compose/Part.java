package lofi.music.compose;

import java.util.Locale;

/// A player in the band. Each one is a stem of its own.
public enum Part {
  DRUMS(0),
  KEYS(1),
  BASS(2),
  LEAD(3),
  PAD(4);

  private final int number;

  Part(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
