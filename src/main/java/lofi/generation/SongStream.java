package lofi.generation;

import java.util.Map;
import lofi.audio.BeatGrid;
import lofi.audio.PcmSource;
import lofi.library.TrackId;

/// An endless source that knows its songs.
public interface SongStream extends PcmSource {
  /// The song that sounds at an audio frame which has been read already; safe from any thread.
  Song songAt(long frame);

  @Override
  default long lengthFrames() {
    return ENDLESS;
  }

  /// One song of the stream.
  ///
  /// @param number its place in the stream, from 0
  /// @param startFrame where it begins, in audio frames since the stream was opened
  /// @param lengthFrames how long it lasts before the next song begins
  /// @param beatGrid its bars, in audio frames since the stream was opened
  /// @param style what the prompt resolved to, as names and printable values
  record Song(
      int number,
      TrackId trackId,
      Prompt prompt,
      long seed,
      long startFrame,
      long lengthFrames,
      double bpm,
      String key,
      BeatGrid beatGrid,
      Map<String, Object> style) {}
}
