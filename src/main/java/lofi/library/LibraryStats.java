package lofi.library;

import java.time.Instant;
import java.util.Optional;

/// How full the library is.
///
/// @param bytes the size of all audio files
/// @param oldest when the oldest track was made
public record LibraryStats(
    int tracks, long bytes, Optional<Instant> oldest, Optional<Instant> newest) {
  /// In 10^6 bytes, like the option `cache.max_mb`.
  public double megabytes() {
    return bytes / 1e6;
  }
}
