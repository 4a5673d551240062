package lofi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells other programs which process this host is, and goes when the host goes.
final class PidFile {
  private static final Logger LOG = System.getLogger("lofi.app");

  private final Path file;

  PidFile(Path file) {
    this.file = file;
  }

  void write() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, ProcessHandle.current().pid() + "\n");
  }

  /// Removes the files of hosts beside ours that were killed before they could.
  void sweepStale() {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try (DirectoryStream<Path> others = Files.newDirectoryStream(directory, "lofi-daemon-*.pid")) {
      for (Path other : others) {
        if (isStale(other)) {
          Files.deleteIfExists(other);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.DEBUG, () -> "Old PID files stay: " + e);
    }
  }

  /// A file that does not hold a number is just being written, or not ours.
  private static boolean isStale(Path other) throws IOException {
    String text = Files.readString(other).strip();
    return text.matches("[0-9]{1,9}") && ProcessHandle.of(Long.parseLong(text)).isEmpty();
  }

  /// Removes the file if it is still ours.
  void remove() {
    try {
      if (isOurs()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOurs() throws IOException {
    return Files.exists(file)
        && Files.readString(file).strip().equals(Long.toString(ProcessHandle.current().pid()));
  }
}
