package lofi.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/// Appends to one file, and begins it anew when it has grown too large; the last one is kept beside
/// it with `.1` behind its name.
///
/// Each record is one write at the end of the file, so that several hosts can share it.
final class RotatingLog extends Handler {
  private final Path file;
  private final Path previous;
  private final long maxBytes;

  RotatingLog(Path file, long maxBytes, Formatter formatter) throws IOException {
    this.file = file;
    this.previous = file.resolveSibling(file.getFileName() + ".1");
    this.maxBytes = maxBytes;
    setFormatter(formatter);
    append("");
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (isLoggable(record)) {
      try {
        append(getFormatter().format(record));
        rotateIfTooLarge();
      } catch (IOException e) {
        reportError("The log file cannot be written", e, ErrorManager.WRITE_FAILURE);
      }
    }
  }

  private void append(String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8), CREATE, WRITE, APPEND);
  }

  private void rotateIfTooLarge() throws IOException {
    if (Files.size(file) > maxBytes) {
      Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
