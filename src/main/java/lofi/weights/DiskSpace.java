package lofi.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether a disk has room for what is to be written, so that nobody waits for a failure.
public final class DiskSpace {
  /// So much is left for everybody else.
  private static final long SPARE_BYTES = 64L << 20;

  private DiskSpace() {}

  /// Refuses what does not fit.
  ///
  /// @param what begins a sentence, as in "The model"
  /// @param folder where it goes, which need not be there yet
  public static void require(String what, long bytes, Path folder) throws IOException {
    Path there = nearestThatExists(folder);
    long needed = bytes + SPARE_BYTES;
    long free = Files.getFileStore(there).getUsableSpace();
    if (free < needed) {
      throw new WeightsException(
          String.format(
              Locale.ROOT,
              "%s needs %,d MB and %s has %,d MB left",
              what,
              needed >> 20,
              there,
              free >> 20),
          "Free some space, or choose a folder on another disk (model.weights_path).");
    }
  }

  private static Path nearestThatExists(Path folder) throws IOException {
    for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.exists(path)) {
        return path;
      }
    }
    throw new IOException(folder + " lies nowhere");
  }
}
