package lofi.library;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lofi.audio.BeatGrid;
import lofi.library.opus.OpusFile;

/// A finished piece that lies in the library.
///
/// @param path the audio file
/// @param bytes the size of the audio file
/// @param sampleRate audio frames a second, as stored
/// @param lengthFrames how long it really is, in audio frames
/// @param tokens how many tokens the generator took
/// @param generationSec how long the generator worked
/// @param rmsDb the level of the whole piece in dBFS (root of the mean square)
/// @param music tempo, key and bars, where the generator knew them
/// @param style what the prompt resolved to, as names and printable values
public record Track(
    TrackId id,
    Recipe recipe,
    Instant createdAt,
    Path path,
    long bytes,
    Format format,
    int sampleRate,
    int channels,
    long lengthFrames,
    int tokens,
    double generationSec,
    double rmsDb,
    Optional<Music> music,
    Map<String, Object> style) {

  /// How the audio is stored; the file's name ends with it.
  public enum Format {
    WAV,
    MP3,
    OPUS;

    /// `wav`, as the user's options and the document write it.
    public String extension() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// How many audio frames a second it keeps of audio that has so many.
    int sampleRate(int original) {
      return this == OPUS ? OpusFile.SAMPLE_RATE : original;
    }
  }

  /// @param key for people: `D minor`
  /// @param beatGrid the bars, in audio frames of the stored file
  public record Music(double bpm, String key, BeatGrid beatGrid) {
    /// The same for a file at another sample rate.
    Music resampled(int from, int to) {
      return from == to ? this : new Music(bpm, key, beatGrid.resampled(from, to));
    }
  }

  public Track {
    style = Map.copyOf(style);
  }

  public String prompt() {
    return recipe.prompt();
  }

  public long seed() {
    return recipe.seed();
  }

  public String modelVersion() {
    return recipe.modelVersion();
  }

  /// How long it really is.
  public double durationSec() {
    return (double) lengthFrames / sampleRate;
  }
}
