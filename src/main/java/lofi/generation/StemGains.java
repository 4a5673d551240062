package lofi.generation;

import java.util.EnumMap;
import java.util.Map;

/// The faders of a mix: the latest value counts, any thread may set one, and the renderer reads
/// them once a block.
///
/// Safe without a lock, since the one field is a reference to a record that never changes.
public final class StemGains {
  /// The highest that a fader goes, twice as loud as the composer meant it.
  public static final float HIGHEST = 2;

  private volatile Setting setting = new Setting(Map.of(), 0);

  private record Setting(Map<Stem, Float> gains, int revision) {}

  /// @param gain 1 leaves the stem as it is, 0 silences it
  public synchronized void set(Stem stem, float gain) {
    var changed = new EnumMap<Stem, Float>(Stem.class);
    changed.putAll(setting.gains);
    changed.put(stem, Math.max(0, Math.min(HIGHEST, gain)));
    setAll(changed);
  }

  /// All of them at once; those that are not named stand at 1.
  public synchronized void setAll(Map<Stem, Float> gains) {
    setting = new Setting(Map.copyOf(gains), setting.revision + 1);
  }

  public float get(Stem stem) {
    return setting.gains.getOrDefault(stem, 1f);
  }

  /// The faders that were ever moved, as they stand now.
  public Map<Stem, Float> all() {
    return setting.gains;
  }

  /// How often they were moved.
  public int revision() {
    return setting.revision;
  }

  /// Whether everything sounds as the composer meant it.
  public boolean areNeutral() {
    return setting.gains.values().stream().allMatch(gain -> gain == 1);
  }
}
