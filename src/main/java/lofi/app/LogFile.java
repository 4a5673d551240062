package lofi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends what the program logs to a file that never grows beyond 2 MiB.
///
/// Until the user's options are known, warnings go to standard error, which Neovim keeps.
final class LogFile {
  private static final String FORMAT = "%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n";
  private static final int ROTATE_AT_BYTES = 1 << 20;
  private static final int FILES = 2;

  /// Held here, since java.util.logging forgets loggers that nobody holds.
  private static final Logger OURS = Logger.getLogger("lofi");

  private LogFile() {}

  static void useStandardErrorOnly() {
    System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
  }

  /// @throws IOException when the file cannot be written
  static void open(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Handler handler = new FileHandler(patternFor(file), ROTATE_AT_BYTES, FILES, true);
    handler.setFormatter(new SimpleFormatter());
    handler.setLevel(Level.ALL);
    OURS.addHandler(handler);
    OURS.setUseParentHandlers(false);
  }

  /// @param level one of the words of the option `daemon.log_level`
  static void setLevel(String level) {
    OURS.setLevel(levelNamed(level));
  }

  /// The handler's own number and rotation marks, with the user's name for the newest file.
  private static String patternFor(Path file) {
    return file.toString().replace("%", "%%");
  }

  private static Level levelNamed(String level) {
    return switch (level) {
      case "debug" -> Level.FINE;
      case "info" -> Level.INFO;
      case "error" -> Level.SEVERE;
      default -> Level.WARNING;
    };
  }
}
