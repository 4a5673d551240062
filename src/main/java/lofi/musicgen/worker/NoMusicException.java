package lofi.musicgen.worker;

/// The model runs, and what comes out is no music.
final class NoMusicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoMusicException(String message) {
    super(message);
  }
}
