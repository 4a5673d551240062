package lofi.library;

import java.util.Map;
import java.util.Optional;
import lofi.audio.BeatGrid;

/// Makes small tracks for tests.
public final class TestTracks {
  public static final String MODEL = "fake-v1";

  private TestTracks() {}

  public static Recipe recipe(String prompt, long seed) {
    return new Recipe(prompt, seed, 2, MODEL);
  }

  public static TrackDetails details() {
    return new TrackDetails(
        100,
        1.5,
        Optional.of(new Track.Music(80, "D minor", new BeatGrid(96_000.5, 12))),
        Map.of("swing", 0.6, "drums", "dusty", "layers", 4L));
  }

  /// Writes a track of `frames` audio frames in mono.
  public static Track write(TrackStore store, Recipe recipe, int frames)
      throws CacheWriteException {
    try (TrackWriter writer = store.write(recipe, 32_000, 1)) {
      writer.write(new float[frames], frames);
      return writer.finish(details(), () -> false).orElseThrow();
    }
  }
}
