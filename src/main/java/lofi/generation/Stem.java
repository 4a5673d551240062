package lofi.generation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A part of the composer's mix that has its own fader.
public enum Stem {
  DRUMS,
  KEYS,
  BASS,
  LEAD,
  PAD,
  AMBIENCE,
  VINYL;

  /// What the user calls it: `drums`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Stem> called(String label) {
    return Arrays.stream(values()).filter(stem -> stem.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Stem::label).toList();
  }
}
