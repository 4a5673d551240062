package lofi.music;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lofi.music.style.Ambience;
import lofi.music.style.Style;
import lofi.music.theory.Pitch;

/// A style in words and numbers.
final class StyleReport {
  private StyleReport() {}

  static String key(Style style) {
    return Pitch.name(style.keyPitchClass()) + " " + style.mode().label();
  }

  /// What people see in the status.
  static Map<String, Object> of(Style style) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("palette", style.palette().label());
    report.put("bpm", style.bpm());
    report.put("key", key(style));
    report.put("swing", style.swing16());
    report.put("feel", style.feel().label());
    report.put("keys", word(style.keys().voice()));
    report.put("lead", word(style.lead().voice()));
    report.put("bass", style.bass().label());
    report.put("kit", word(style.kit().kit()));
    report.put("ambience", ambience(style));
    return report;
  }

  /// Every field, for those who check what a prompt did.
  static Map<String, Object> complete(Style style) {
    Map<String, Object> report = of(style);
    report.put("valence", style.valence());
    report.put("energy", style.energy());
    report.put("jazz", style.jazz());
    report.put("density", style.density());
    report.put("melody", style.melody());
    report.put("songSeconds", style.songSeconds());
    report.put("warmth", style.warmth());
    report.put("space", style.space());
    report.put("dust", style.dust());
    report.put("wobble", style.wobble());
    report.put("traits", style.traits().stream().map(StyleReport::word).sorted().toList());
    report.put("lowPassHz", style.mix().lowPassHz());
    report.put("drumsDb", style.mix().drumsDb());
    report.put("crush", style.mix().crush());
    report.put("drive", style.mix().drive());
    report.put("duckDb", style.mix().duckDb());
    report.put("reverbSeconds", style.mix().reverbSeconds());
    report.put("width", style.mix().width());
    report.put("wowHz", style.mix().wowHz());
    report.put("wowCents", style.mix().wowCents());
    report.put("flutterHz", style.mix().flutterHz());
    report.put("flutterCents", style.mix().flutterCents());
    report.put("kickHz", style.kit().kickHz());
    return report;
  }

  private static Map<String, Object> ambience(Style style) {
    Map<String, Object> beds = new LinkedHashMap<>();
    for (Ambience bed : Ambience.values()) {
      if (style.ambience(bed) > 0) {
        beds.put(word(bed), style.ambience(bed));
      }
    }
    return beds;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
