package lofi.radio;

import java.util.Optional;
import lofi.generation.ErrorCode;
import lofi.library.TrackId;

/// What the radio tells. Each piece that started has exactly one `Ended`, told before the next
/// one's `Started`.
public sealed interface RadioEvent {
  /// A piece is heard now.
  record Started(NowPlaying piece) implements RadioEvent {}

  record Paused(TrackId trackId) implements RadioEvent {}

  record Resumed(TrackId trackId) implements RadioEvent {}

  record Ended(TrackId trackId, Reason reason) implements RadioEvent {}

  /// The volume, the play order or what will come has changed: the status is worth a look.
  record Changed() implements RadioEvent {}

  /// Something that the user asked for did not work, and the radio goes on.
  ///
  /// `reason` says what happened and `advice` what to do.
  record Problem(ErrorCode code, Optional<TrackId> trackId, String reason, String advice)
      implements RadioEvent {}

  /// Why a piece is over.
  enum Reason {
    /// It came to its end, or the radio went on to the next piece by itself.
    FINISHED,
    /// The user wanted another one.
    SKIPPED,
    STOPPED,
    /// It could not be played any further.
    ERROR
  }
}
