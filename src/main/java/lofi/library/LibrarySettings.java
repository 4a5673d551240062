package lofi.library;

import java.nio.file.Path;
import java.util.OptionalInt;

/// Where tracks lie, how many may lie there and in which form; the option table `cache`, and
/// `audio.format`.
///
/// @param maxMb the size that is kept by deleting what was played longest ago, in 10^6 bytes
/// @param maxTracks the number of tracks that is kept the same way; empty for no limit
/// @param format how new tracks are stored where that can be done; otherwise they become WAV
public record LibrarySettings(Path dir, int maxMb, OptionalInt maxTracks, Track.Format format) {
  public LibrarySettings {
    if (maxMb < 1 || maxTracks.orElse(1) < 1) {
      throw new IllegalArgumentException("The cache keeps at least 1 MB and 1 track");
    }
  }

  long maxBytes() {
    return maxMb * 1_000_000L;
  }
}
