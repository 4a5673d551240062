package lofi.radio;

import lofi.library.Track;

/// What could be played next, before it is opened.
sealed interface Choice {
  /// A track of the play order.
  record UsersTrack(Track track) implements Choice {}

  /// A track that the radio had made by itself; it plays once.
  record RadioTrack(Track track) implements Choice {}

  /// A new song of the stream.
  record NextSong() implements Choice {}

  record Nothing() implements Choice {}
}
