package lofi.radio;

import java.util.Optional;
import lofi.audio.PcmSource;
import lofi.generation.SongStream;
import lofi.library.Track;
import lofi.library.TrackId;

/// Something that the player has been given to play.
sealed interface Piece {
  PcmSource source();

  /// The track of the library that it is.
  Optional<TrackId> trackId();

  /// @param isUsers false for a track that only the radio asked for
  record OneTrack(Track track, boolean isUsers, PcmSource source) implements Piece {
    @Override
    public Optional<TrackId> trackId() {
      return Optional.of(track.id());
    }
  }

  /// The stream, from one of its songs on.
  record Stream(SongStream songs) implements Piece {
    @Override
    public PcmSource source() {
      return songs;
    }

    @Override
    public Optional<TrackId> trackId() {
      return Optional.empty();
    }
  }
}
