package lofi.music.style;

import java.util.Locale;

/// A way of making lofi: instruments, kit, room and mix that belong together.
public enum Palette {
  DUSTY_SAMPLER(.20),
  BEDROOM_TAPE(.20),
  JAZZ_ROOM(.15),
  NIGHT_SYNTH(.15),
  GUITAR_PORCH(.10),
  SNOW_BOX(.10),
  BOSSA_TERRACE(.10);

  private final double weight;

  Palette(double weight) {
    this.weight = weight;
  }

  /// How often it is drawn when the prompt does not care.
  public double weight() {
    return weight;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
