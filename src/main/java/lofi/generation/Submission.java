package lofi.generation;

import lofi.library.Track;
import lofi.library.TrackId;

/// What the queue answers to a wish, before anything is generated.
public sealed interface Submission {
  /// @param position how many tracks are made before it; 0 means that it is being made now
  /// @param seed the one that is used, drawn at random if the wish had none
  record Queued(TrackId trackId, int position, long seed) implements Submission {}

  /// The library has it already; nothing is generated and no event follows.
  record Cached(Track track) implements Submission {}

  /// `reason` says what is wrong and `advice` what to do.
  record Rejected(ErrorCode code, String reason, String advice) implements Submission {}
}
