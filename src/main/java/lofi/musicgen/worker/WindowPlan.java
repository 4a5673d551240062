package lofi.musicgen.worker;

import java.util.ArrayList;
import java.util.List;
import lofi.musicgen.decoder.DecoderShape;

/// How a piece is cut into windows that the model can see at once.
///
/// The model was trained on 30 s. A longer piece goes on in a new window that begins with the last
/// frames of the one before, so that it knows what it continues.
final class WindowPlan {
  private static final int TRAINED_FRAMES = 1_500;

  /// One window of a piece.
  ///
  /// @param start the codec frame of the piece that the window begins with
  /// @param known how many of its frames the window before has composed already
  /// @param frames how many frames it has, the known ones included
  record Window(int start, int known, int frames) {
    int end() {
      return start + frames;
    }
  }

  private WindowPlan() {}

  static List<Window> windows(int pieceFrames, DecoderShape shape) {
    int longest = longestWindow(shape);
    int overlap = longest / 3;
    List<Window> windows = new ArrayList<>();
    windows.add(new Window(0, 0, Math.min(pieceFrames, longest)));
    while (windows.getLast().end() < pieceFrames) {
      int start = windows.getLast().end() - overlap;
      windows.add(new Window(start, overlap, Math.min(pieceFrames - start, longest)));
    }
    return windows;
  }

  private static int longestWindow(DecoderShape shape) {
    int possible = shape.maxPositions() - shape.codebooks() + 1;
    if (possible < 3) {
      throw new IllegalArgumentException("This model has too few positions for any music");
    }
    return Math.min(TRAINED_FRAMES, possible);
  }
}
