package lofi.generation;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lofi.generation.GenerationRequest.Priority;

/// A track as somebody asks for it, unchecked; what they leave out comes from the settings.
///
/// @param seed empty for the one in the settings, or else a random one
public record TrackWish(
    Optional<String> prompt, OptionalDouble durationSec, OptionalLong seed, Priority priority) {
  /// A track by the settings alone.
  public static TrackWish anything() {
    return new TrackWish(
        Optional.empty(), OptionalDouble.empty(), OptionalLong.empty(), Priority.NORMAL);
  }

  public static TrackWish of(String prompt) {
    return new TrackWish(
        Optional.of(prompt), OptionalDouble.empty(), OptionalLong.empty(), Priority.NORMAL);
  }
}
