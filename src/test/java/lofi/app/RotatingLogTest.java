package lofi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
  private static final Formatter MESSAGE_ONLY =
      new Formatter() {
        @Override
        public String format(LogRecord record) {
          return record.getMessage() + "\n";
        }
      };

  @TempDir private Path folder;

  @Test
  void appendsToWhatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("lofi.log"), "before\n");

    log(file, 1000, "now");

    assertEquals("before\nnow\n", Files.readString(file));
  }

  @Test
  void keepsThePreviousFileWhenItGrowsTooLarge() throws IOException {
    Path file = folder.resolve("lofi.log");

    log(file, 10, "a long message", "short");

    assertEquals("a long message\n", Files.readString(folder.resolve("lofi.log.1")));
    assertEquals("short\n", Files.readString(file));
  }

  @Test
  void refusesAFileThatCannotBeWritten() {
    Path file = folder.resolve("missing/lofi.log");

    assertThrows(IOException.class, () -> new RotatingLog(file, 10, MESSAGE_ONLY));
    assertFalse(Files.exists(file));
  }

  private static void log(Path file, long maxBytes, String... messages) throws IOException {
    RotatingLog log = new RotatingLog(file, maxBytes, MESSAGE_ONLY);
    for (String message : messages) {
      log.publish(new LogRecord(Level.INFO, message));
    }
  }
}
