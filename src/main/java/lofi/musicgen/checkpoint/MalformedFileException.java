package lofi.musicgen.checkpoint;

/// A model file says something that cannot be; the message names it and can be shown to the user.
public final class MalformedFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  public MalformedFileException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// What is wrong, as a phrase for the user.
  public String reason() {
    return reason;
  }
}
