package lofi.musicgen.onnx;

/// A graph that cannot be opened or run: a broken file, one of another kind, or too little memory.
public final class GraphFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GraphFailure(String message) {
    super(message);
  }

  public GraphFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
