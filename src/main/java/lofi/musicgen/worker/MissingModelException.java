package lofi.musicgen.worker;

/// A model's files are not where they should be.
final class MissingModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingModelException(String message) {
    super(message);
  }
}
