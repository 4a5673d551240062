package lofi.library;

import java.util.Map;
import java.util.Optional;

/// What is known of a piece once it has been made.
///
/// @param tokens how many tokens the generator took
/// @param generationSec how long the generator worked
/// @param style what the prompt resolved to, as names and printable values
public record TrackDetails(
    int tokens, double generationSec, Optional<Track.Music> music, Map<String, Object> style) {
  public TrackDetails {
    style = Map.copyOf(style);
  }
}
