package lofi.generation;

import java.util.OptionalLong;

/// What a track is like when nobody says more; the option table `defaults`.
///
/// @param seed empty for a random one each time
public record GenerationSettings(Prompt prompt, double durationSec, OptionalLong seed) {
  public GenerationSettings {
    if (!GenerationRequest.isPossible(durationSec)) {
      throw new IllegalArgumentException(
          "A track lasts 1 to 600 seconds, not " + durationSec + " seconds");
    }
  }
}
