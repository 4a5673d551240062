package lofi.generation;

import java.util.OptionalLong;

/// Plays on for ever: song after song from one prompt and one seed.
public interface StreamGenerator {
  /// Opens the stream at one of its songs; the same request gives the same samples as long as
  /// nobody moves a fader.
  ///
  /// @param faders followed while it plays
  SongStream open(StreamRequest request, StemGains faders);

  /// The seed of a stream of this prompt that would begin at once, if there is one.
  default OptionalLong readySeed(Prompt prompt) {
    return OptionalLong.empty();
  }

  /// @param firstSong the number of the song to begin with; 0 is the opening
  record StreamRequest(Prompt prompt, long seed, int firstSong) {
    public StreamRequest {
      if (firstSong < 0) {
        throw new IllegalArgumentException("Songs are counted from 0, not from " + firstSong);
      }
    }
  }
}
