package lofi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Draws.
final class ComposeGallery {
  private ComposeGallery() {}

  static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
  }
}
