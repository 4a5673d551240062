package lofi.generation;

import java.util.OptionalInt;
import lofi.library.Track;
import lofi.library.TrackId;

/// What happens to a track between the wish and its end. Each queued track has exactly one
/// `Terminal` event, and none after it.
public sealed interface GenerationEvent {
  TrackId trackId();

  /// It waits in the queue, or moved there.
  record Queued(TrackId trackId, int position) implements GenerationEvent {}

  record Started(GenerationRequest request) implements GenerationEvent {
    @Override
    public TrackId trackId() {
      return request.trackId();
    }
  }

  /// Comes at most twice a second.
  ///
  /// @param percent 0 to 99
  /// @param tokensEstimated may change while the work goes on
  /// @param etaSec how long it will take at the speed of the last seconds; empty as long as these
  ///   are too few to judge by
  record Progress(
      TrackId trackId, int percent, int tokensGenerated, int tokensEstimated, OptionalInt etaSec)
      implements GenerationEvent {}

  /// So much of it is there that it can be played: what is left will be made before it is heard. A
  /// failure may still follow.
  ///
  /// @param track as it will be
  record Playable(Track track) implements GenerationEvent {
    @Override
    public TrackId trackId() {
      return track.id();
    }
  }

  /// How it ended.
  sealed interface Terminal extends GenerationEvent {}

  record Completed(Track track, int tokensActual, double generationTimeSec) implements Terminal {
    @Override
    public TrackId trackId() {
      return track.id();
    }
  }

  /// `message` says what happened and `advice` what to do.
  record Failed(TrackId trackId, ErrorCode code, String message, String advice)
      implements Terminal {}

  /// Somebody cancelled it, while it waited or by force while it was made.
  record Cancelled(TrackId trackId) implements Terminal {}
}
