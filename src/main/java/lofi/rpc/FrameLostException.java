package lofi.rpc;

/// The bytes that come are no messages, so that nobody can tell where the next one begins.
final class FrameLostException extends Exception {
  private static final long serialVersionUID = 1;

  FrameLostException(String message) {
    super(message);
  }
}
