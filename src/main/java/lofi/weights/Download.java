package lofi.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches one file into a part file, going on where an earlier try ended.
final class Download {
  private static final int MOST_TRIES_WITHOUT_A_BYTE = 5;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  /// Waits between two tries; a test does not.
  @FunctionalInterface
  interface Pause {
    void before(int nextTry) throws InterruptedException;
  }

  private final Hub hub;
  private final Duration stallTime;
  private final Pause pause;

  /// @param stallTime how long a server may say nothing in the middle of a file
  Download(Hub hub, Duration stallTime, Pause pause) {
    this.hub = hub;
    this.stallTime = stallTime;
    this.pause = pause;
  }

  /// Fetches what `part` lacks.
  ///
  /// @param expectedBytes the file's size, where it is known
  /// @param progress hears how many bytes `part` has; may throw to end the download
  void fetch(URI address, OptionalLong expectedBytes, Path part, LongConsumer progress)
      throws IOException, InterruptedException {
    int tries = 0;
    while (true) {
      long before = size(part);
      try {
        fetchRest(address, expectedBytes, part, progress);
        return;
      } catch (WeightsException e) {
        throw e;
      } catch (IOException e) {
        tries = size(part) > before ? 1 : tries + 1;
        if (tries >= MOST_TRIES_WITHOUT_A_BYTE) {
          throw new WeightsException(
              "The download of " + part.getFileName() + " keeps breaking: " + e.getMessage(),
              "Check the network and run the same command again: it goes on where it ended.");
        }
        pause.before(tries);
      }
    }
  }

  private void fetchRest(URI address, OptionalLong expectedBytes, Path part, LongConsumer progress)
      throws IOException, InterruptedException {
    long from = size(part);
    if (expectedBytes.isPresent() && from > expectedBytes.getAsLong()) {
      Files.delete(part); // no beginning of this file
      from = 0;
    }
    if (from > 0 && expectedBytes.isPresent() && from == expectedBytes.getAsLong()) {
      return;
    }
    HttpResponse<InputStream> answer = hub.open(address, from);
    try (InputStream body = answer.body()) {
      long start = start(answer, from, part);
      long limit = expectedBytes.orElse(Long.MAX_VALUE);
      copy(body, part, start, limit, progress);
    }
    requireWhole(answer, expectedBytes, part);
  }

  /// Where the answer's bytes belong: at the end of the part, or at the front of a new one.
  private static long start(HttpResponse<?> answer, long from, Path part) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> 0;
      case 206 -> requireStart(answer, from);
      case 416 -> {
        Files.deleteIfExists(part);
        throw new IOException("The server has nothing after byte " + from);
      }
      case 401, 403, 404, 410 ->
          throw new WeightsException(
              "The server answers " + answer.statusCode() + " for " + part.getFileName(),
              "Check LOFI_MODEL_MIRROR, or wait for a version with a newer catalogue.");
      default -> throw new IOException("The server answers " + answer.statusCode());
    };
  }

  private static long requireStart(HttpResponse<?> answer, long from) throws IOException {
    String range = answer.headers().firstValue("content-range").orElse("");
    Matcher parts = CONTENT_RANGE.matcher(range);
    if (parts.matches() && Long.parseLong(parts.group(1)) == from) {
      return from;
    }
    throw new IOException("The server sends another part than asked for (" + range + ")");
  }

  private void copy(InputStream body, Path part, long start, long limit, LongConsumer progress)
      throws IOException {
    StandardOpenOption how =
        start == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    byte[] buffer = new byte[BUFFER_BYTES];
    long length = start;
    try (StallGuard guard = new StallGuard(body, stallTime);
        OutputStream out = open(part, how)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        guard.heard();
        length += read;
        if (length > limit) {
          throw new IOException("The server sends more than the file has");
        }
        write(out, buffer, read, part);
        progress.accept(length);
      }
      guard.requireNoStall();
    }
  }

  private static OutputStream open(Path part, StandardOpenOption how) throws WeightsException {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw unwritable(part, e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int count, Path part)
      throws WeightsException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw unwritable(part, e);
    }
  }

  /// A disk that takes nothing is no fault of the network, and no second try mends it.
  private static WeightsException unwritable(Path part, IOException failure) {
    return new WeightsException(
        part.getFileName() + " cannot be written: " + failure.getMessage(),
        "Free some space, or let this user write there; then run the same command again: it goes on"
            + " where it ended.");
  }

  private static void requireWhole(HttpResponse<?> answer, OptionalLong expectedBytes, Path part)
      throws IOException {
    if (expectedBytes.isPresent() && size(part) != expectedBytes.getAsLong()) {
      throw new IOException("The server ended the file early");
    }
    if (answer.statusCode() == 206 && expectedBytes.isEmpty()) {
      requireAnnouncedSize(answer, part);
    }
  }

  private static void requireAnnouncedSize(HttpResponse<?> answer, Path part) throws IOException {
    Matcher range = CONTENT_RANGE.matcher(answer.headers().firstValue("content-range").orElse(""));
    if (range.matches()
        && !range.group(2).equals("*")
        && Long.parseLong(range.group(2)) != size(part)) {
      throw new IOException("The server ended the file early");
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
