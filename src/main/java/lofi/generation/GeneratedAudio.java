package lofi.generation;

import java.util.Map;
import java.util.Optional;
import lofi.audio.BeatGrid;

/// What a generator says of a piece that it has written to its `GenerationSink`.
///
/// @param tokens how many tokens it took; the composer counts 50 a second
/// @param music tempo, key and bars, where the generator knows them
/// @param style what the prompt resolved to, as names and printable values
public record GeneratedAudio(int tokens, Optional<Music> music, Map<String, Object> style) {
  /// @param key for people: `D minor`
  public record Music(double bpm, String key, BeatGrid beatGrid) {}

  public GeneratedAudio {
    style = Map.copyOf(style);
  }
}
