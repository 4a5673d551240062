package lofi.music.mix;

import java.util.Map;

/// The faders of a mix: the latest value counts, any thread may set one, and the renderer reads
/// them once a block.
///
/// Safe without a lock, since the one field is a reference to a map that never changes.
public final class StemGains {
  private volatile Map<Stem, Float> gains = Map.of();

  /// @param gain 1 leaves the stem as it is, 0 silences it
  public synchronized void set(Stem stem, float gain) {
    var changed = new java.util.EnumMap<Stem, Float>(Stem.class);
    changed.putAll(gains);
    changed.put(stem, Math.max(0, Math.min(2, gain)));
    gains = Map.copyOf(changed);
  }

  public float get(Stem stem) {
    return gains.getOrDefault(stem, 1f);
  }
}
