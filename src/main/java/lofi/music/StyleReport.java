package lofi.music;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lofi.music.style.Style;
import lofi.music.theory.Pitch;

/// A style in words and numbers, as people see it in the status.
final class StyleReport {
  private StyleReport() {}

  static String key(Style style) {
    return Pitch.name(style.keyPitchClass()) + " " + style.mode().label();
  }

  static Map<String, Object> of(Style style) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("palette", style.palette().label());
    report.put("bpm", style.bpm());
    report.put("key", key(style));
    report.put("swing", style.swing16());
    report.put("feel", style.feel().label());
    report.put("keys", word(style.keys().voice()));
    report.put("lead", word(style.lead().voice()));
    report.put("bass", word(style.bass()));
    report.put("kit", word(style.kit().kit()));
    return report;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
