package lofi.radio;

import java.util.List;
import lofi.generation.Prompt;

/// When the radio has the next track made by itself; the option table `prefetch`.
///
/// @param presets the prompts of the last two strategies; without any, the current prompt serves
/// @param triggerPercent how much of a piece was heard when the next one is begun, 0 to 100
public record PrefetchSettings(
    boolean enabled, Strategy strategy, List<Prompt> presets, int triggerPercent) {
  /// Where the next prompt comes from.
  public enum Strategy {
    SAME_PROMPT,
    PRESET_CYCLE,
    RANDOM_PRESET
  }

  public PrefetchSettings {
    presets = List.copyOf(presets);
    if (triggerPercent < 0 || triggerPercent > 100) {
      throw new IllegalArgumentException(
          "Prefetching begins at 0 to 100 percent of a piece, not at " + triggerPercent);
    }
  }
}
