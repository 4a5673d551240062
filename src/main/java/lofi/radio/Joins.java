package lofi.radio;

import java.time.Duration;
import lofi.generation.SongStream.Song;
import lofi.playback.Player;

/// The frames of the stream at which another piece may join.
final class Joins {
  /// How far ahead the player must know, to have the first moments in time.
  private static final long LEAD_FRAMES = Player.SAMPLE_RATE / 2;

  private Joins() {}

  /// The next bar line that can still be met.
  static long nextBar(Song song, long positionFrames) {
    long bar = song.beatGrid().nextBar(positionFrames + LEAD_FRAMES);
    return Math.min(bar, endOf(song));
  }

  /// The last bar line from which a whole fade still fits into the song.
  static long lastBar(Song song, long positionFrames, Duration fade) {
    long fadeFrames = fade.toMillis() * Player.SAMPLE_RATE / 1_000;
    long barBefore = endOf(song) - fadeFrames - (long) song.beatGrid().framesPerBar();
    long lastBar = song.beatGrid().nextBar(Math.max(0, barBefore));
    return Math.max(lastBar, nextBar(song, positionFrames));
  }

  private static long endOf(Song song) {
    return song.startFrame() + song.lengthFrames();
  }
}
