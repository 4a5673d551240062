package lofi.radio;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lofi.audio.PcmSource;
import lofi.generation.SongStream.Song;
import lofi.library.Track;
import lofi.library.TrackId;

/// The piece that is heard: a track, or a song of the stream.
///
/// @param isSong whether it is a song of the stream, which no file holds
/// @param key for people: `D minor`
/// @param style what the prompt resolved to, as names and printable values
public record NowPlaying(
    TrackId trackId,
    boolean isSong,
    String prompt,
    long seed,
    double durationSec,
    OptionalDouble bpm,
    Optional<String> key,
    Map<String, Object> style) {
  public NowPlaying {
    style = Map.copyOf(style);
  }

  static NowPlaying track(Track track) {
    return new NowPlaying(
        track.id(),
        false,
        track.prompt(),
        track.seed(),
        track.durationSec(),
        track.music().map(music -> OptionalDouble.of(music.bpm())).orElse(OptionalDouble.empty()),
        track.music().map(Track.Music::key),
        track.style());
  }

  static NowPlaying song(Song song, PcmSource stream) {
    return new NowPlaying(
        song.trackId(),
        true,
        song.prompt().text(),
        song.seed(),
        (double) song.lengthFrames() / stream.sampleRate(),
        OptionalDouble.of(song.bpm()),
        Optional.of(song.key()),
        song.style());
  }
}
