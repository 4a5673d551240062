package lofi.generation;

import lofi.library.TrackId;

/// What the queue answers to a wish to cancel.
public sealed interface Cancellation {
  /// The track will not be made; `GenerationEvent.Cancelled` tells when it has left the queue.
  record Accepted(TrackId trackId) implements Cancellation {}

  /// It is being made just now, and only force would end that.
  record InProgress(TrackId trackId) implements Cancellation {}

  record NotQueued(TrackId trackId) implements Cancellation {}
}
