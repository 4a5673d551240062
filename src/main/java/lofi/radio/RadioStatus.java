package lofi.radio;

import java.util.List;
import java.util.Optional;
import lofi.generation.QueueStatus;
import lofi.library.TrackId;

/// The session at one moment.
///
/// @param current what is heard; empty while stopped, and until the first sound of a piece
/// @param positionSec how much of the current piece was heard
/// @param volume from 0 to 1
/// @param isPrefetching whether a track is being made that nobody but the radio asked for
public record RadioStatus(
    State state,
    Optional<NowPlaying> current,
    double positionSec,
    double volume,
    List<TrackId> playOrder,
    QueueStatus queue,
    boolean isPrefetching) {
  /// What the user would say the radio is doing.
  public enum State {
    PLAYING,
    PAUSED,
    STOPPED
  }

  public RadioStatus {
    playOrder = List.copyOf(playOrder);
  }
}
