package lofi.generation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lofi.library.TrackId;

/// What is being made and what waits, at one moment.
public record QueueStatus(Optional<Active> current, List<Pending> pending) {
  /// @param percent 0 to 99
  /// @param etaSec empty as long as nobody can tell
  public record Active(
      TrackId trackId, Prompt prompt, int percent, int tokensGenerated, OptionalInt etaSec) {}

  /// @param position 1 for the next one
  public record Pending(TrackId trackId, Prompt prompt, int position) {}

  public QueueStatus {
    pending = List.copyOf(pending);
  }

  /// Whether this track is being made or waits.
  public boolean contains(TrackId id) {
    return current.filter(active -> active.trackId().equals(id)).isPresent()
        || pending.stream().anyMatch(waiting -> waiting.trackId().equals(id));
  }
}
