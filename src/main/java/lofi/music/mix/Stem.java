package lofi.music.mix;

import java.util.Locale;

/// A part of the mix that has its own fader.
public enum Stem {
  DRUMS,
  KEYS,
  BASS,
  LEAD,
  PAD,
  AMBIENCE,
  VINYL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
