package lofi.radio;

import lofi.audio.PcmSource;
import lofi.generation.SongStream;
import lofi.library.Track;

/// Something that the player has been given to play.
sealed interface Piece {
  PcmSource source();

  /// @param isUsers false for a track that only the radio asked for
  record OneTrack(Track track, boolean isUsers, PcmSource source) implements Piece {}

  /// The stream, from one of its songs on.
  record Stream(SongStream songs) implements Piece {
    @Override
    public PcmSource source() {
      return songs;
    }
  }
}
