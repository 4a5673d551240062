package lofi.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Draws.
final class Gallery {
  private Gallery() {}

  static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
  }
}
