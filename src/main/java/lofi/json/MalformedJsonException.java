package lofi.json;

/// The text is not JSON, or not what its reader expects.
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedJsonException(String message) {
    super(message);
  }
}
