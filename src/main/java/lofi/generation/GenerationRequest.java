package lofi.generation;

import lofi.library.TrackId;

/// A track that somebody wants, with everything that decides how it sounds.
///
/// @param durationSec 1 to 600 seconds
public record GenerationRequest(
    TrackId trackId, Prompt prompt, long seed, double durationSec, Priority priority) {
  public static final double MIN_SEC = 1;
  public static final double MAX_SEC = 600;

  /// Who goes first in the queue.
  public enum Priority {
    NORMAL,
    HIGH
  }

  public GenerationRequest {
    if (!isPossible(durationSec)) {
      throw new IllegalArgumentException(
          "A track lasts 1 to 600 seconds, not " + durationSec + " seconds");
    }
  }

  static boolean isPossible(double durationSec) {
    return durationSec >= MIN_SEC && durationSec <= MAX_SEC;
  }
}
