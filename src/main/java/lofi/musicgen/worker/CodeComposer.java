package lofi.musicgen.worker;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import lofi.musicgen.onnx.PromptMeaning;

/// Composes the codes of a piece, step by step and window by window.
final class CodeComposer {
  /// How many codec frames are handed on at a time.
  private static final int BATCH_FRAMES = 25;

  /// Hears how a piece grows.
  interface Listener {
    /// Asked before every step; the answer true ends the piece.
    boolean isCancelled();

    /// @param tokensEstimated stays the same for a piece
    void progress(int tokensGenerated, int tokensEstimated);

    /// Takes the next codec frames of the piece, `[codebook][codecFrame]`.
    void composed(int[][] codes) throws IOException;
  }

  private final LmDecoder decoder;
  private final TokenDrawer drawer;
  private final DecoderShape shape;
  private final int[] input;
  private final float[] logits;

  CodeComposer(LmDecoder decoder, TokenDrawer drawer) {
    this.decoder = decoder;
    this.drawer = drawer;
    this.shape = decoder.shape();
    this.input = new int[shape.codebooks()];
    this.logits = new float[shape.logits()];
  }

  /// Composes a piece of so many codec frames, or until nobody wants it any more.
  ///
  /// @return whether the piece is whole
  boolean compose(PromptMeaning prompt, float guidance, int frames, Listener listener)
      throws IOException {
    List<WindowPlan.Window> windows = WindowPlan.windows(frames, shape);
    Progress progress =
        new Progress(listener, windows.stream().mapToInt(WindowPlan.Window::frames).sum());
    int[][] codes = new int[shape.codebooks()][0];
    for (WindowPlan.Window window : windows) {
      int[][] known = lastFrames(codes, window.known());
      codes = composeWindow(prompt, guidance, window, known, progress);
      if (listener.isCancelled()) {
        return false;
      }
      progress.windowDone(window);
    }
    return true;
  }

  private int[][] composeWindow(
      PromptMeaning prompt,
      float guidance,
      WindowPlan.Window window,
      int[][] known,
      Progress progress)
      throws IOException {
    DelayPattern pattern = new DelayPattern(shape.codebooks(), window.frames(), shape.padCode());
    int[][] codes = lengthened(known, window.frames());
    decoder.begin(prompt.values(), prompt.length(), guidance, pattern.steps());
    int handedOn = window.known();
    for (int step = 0; step < pattern.steps(); step++) {
      if (progress.listener.isCancelled()) {
        return codes;
      }
      composeStep(pattern, step, window.known(), codes);
      int whole = pattern.wholeFramesAfter(step);
      progress.tell(whole);
      if (whole - handedOn >= BATCH_FRAMES || (whole == window.frames() && whole > handedOn)) {
        progress.listener.composed(frames(codes, handedOn, whole));
        handedOn = whole;
      }
    }
    return codes;
  }

  /// One step of the decoder; where all its codes are known already, nobody looks at its logits.
  private void composeStep(DelayPattern pattern, int step, int known, int[][] codes) {
    pattern.readInput(step, codes, input);
    if (step < known) {
      decoder.step(input, step, null);
      return;
    }
    decoder.step(input, step, logits);
    requireNumbers();
    for (int codebook = 0; codebook < shape.codebooks(); codebook++) {
      int frame = pattern.frameAt(step, codebook);
      if (frame >= known && frame < pattern.frames()) {
        codes[codebook][frame] =
            drawer.drawToken(logits, codebook * shape.vocabulary(), shape.vocabulary());
      }
    }
  }

  private void requireNumbers() {
    float sum = 0;
    for (float logit : logits) {
      sum += logit;
    }
    if (!Float.isFinite(sum)) {
      throw new NoMusicException("The model computes something that is no number");
    }
  }

  private static int[][] lastFrames(int[][] codes, int count) {
    return frames(codes, codes[0].length - count, codes[0].length);
  }

  private static int[][] frames(int[][] codes, int from, int to) {
    return Arrays.stream(codes).map(row -> Arrays.copyOfRange(row, from, to)).toArray(int[][]::new);
  }

  private static int[][] lengthened(int[][] codes, int length) {
    return Arrays.stream(codes).map(row -> Arrays.copyOf(row, length)).toArray(int[][]::new);
  }

  /// Counts the codec frames of all windows, known ones included: they take time as well.
  private static final class Progress {
    private final Listener listener;
    private final int estimated;
    private int before;
    private int told = -1;

    Progress(Listener listener, int estimated) {
      this.listener = listener;
      this.estimated = estimated;
    }

    void tell(int wholeFrames) {
      if (before + wholeFrames != told) {
        told = before + wholeFrames;
        listener.progress(told, estimated);
      }
    }

    void windowDone(WindowPlan.Window window) {
      before += window.frames();
    }
  }
}
