package lofi.library;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/// The library's folder cannot be written; the user sees it as `CACHE_WRITE_ERROR`.
public final class CacheWriteException extends IOException {
  private static final long serialVersionUID = 1;

  private final String advice;

  private CacheWriteException(String reason, String advice, IOException cause) {
    super(reason, cause);
    this.advice = advice;
  }

  /// Says in a user's words why `folder` could not be written.
  static CacheWriteException of(Path folder, IOException cause) {
    if (cause instanceof CacheWriteException known) {
      return known;
    }
    if (isDiskFull(cause)) {
      return new CacheWriteException(
          "There is no space left for tracks in " + folder,
          "Free some space, run :Lofi cache clear, or set cache.dir to another disk.",
          cause);
    }
    if (isForbidden(cause)) {
      return new CacheWriteException(
          "The cache folder " + folder + " cannot be written",
          "Give yourself write permission on it, or set cache.dir to a folder of yours.",
          cause);
    }
    return new CacheWriteException(
        "Writing to the cache folder " + folder + " failed: " + cause.getMessage(),
        "Check that folder, or set cache.dir to another one.",
        cause);
  }

  /// Another Neovim holds the lock of `folder`.
  static CacheWriteException busy(Path folder) {
    return new CacheWriteException(
        "Another Neovim is tidying up the cache folder " + folder,
        "Try again in a moment.",
        new IOException("locked"));
  }

  /// What happened, as a sentence without its full stop.
  public String reason() {
    return String.valueOf(getMessage());
  }

  /// What the user can do, as a full sentence.
  public String advice() {
    return advice;
  }

  private static boolean isDiskFull(IOException cause) {
    String text = systemText(cause);
    return text.contains("no space left") || text.contains("quota exceeded");
  }

  private static boolean isForbidden(IOException cause) {
    String text = systemText(cause);
    return cause instanceof AccessDeniedException
        || text.contains("permission denied")
        || text.contains("not permitted")
        || text.contains("read-only file system")
        || text.contains("not a directory");
  }

  private static String systemText(IOException cause) {
    String text =
        cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }
}
