package lofi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends what the program logs to a file of at most 1 MiB.
///
/// Until the user's options are known, warnings go to standard error, which Neovim keeps.
final class LogFile {
  private static final String FORMAT = "%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n";
  private static final long MAX_BYTES = 1 << 20;

  /// Held here, since java.util.logging forgets loggers that nobody holds; and in a class of its
  /// own, since that wakes up late.
  private static final class Ours {
    static final Logger LOGGER = Logger.getLogger("lofi");
  }

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
    Ours.LOGGER.addHandler(new RotatingLog(file, MAX_BYTES, new SimpleFormatter()));
    Ours.LOGGER.setUseParentHandlers(false);
  }

  /// @param level one of the words of the option `daemon.log_level`
  static void setLevel(String level) {
    Ours.LOGGER.setLevel(levelNamed(level));
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
