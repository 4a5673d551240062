package lofi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells other programs which process this host is, and goes when the host goes.
final class PidFile {
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
