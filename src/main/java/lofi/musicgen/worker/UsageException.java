package lofi.musicgen.worker;

/// A command line that cannot be followed; the message is for whoever typed it.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
