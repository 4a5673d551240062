package lofi.musicgen.worker;

import java.util.ArrayList;
import java.util.List;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import org.jspecify.annotations.Nullable;

/// A decoder of which a test knows what it has read.
final class OverheardDecoder implements LmDecoder {
  /// The codes of each step, window by window.
  final List<List<int[]>> windows = new ArrayList<>();

  private final LmDecoder decoder;

  OverheardDecoder(LmDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public DecoderShape shape() {
    return decoder.shape();
  }

  @Override
  public void begin(float[] textHidden, int textLength, float guidanceScale, int maxSteps) {
    windows.add(new ArrayList<>());
    decoder.begin(textHidden, textLength, guidanceScale, maxSteps);
  }

  @Override
  public void step(int[] codes, int position, float @Nullable [] guidedLogits) {
    windows.getLast().add(codes.clone());
    decoder.step(codes, position, guidedLogits);
  }

  /// The codes that a window read, with the delay undone.
  int[][] codesRead(int window, int frames) {
    int[][] codes = new int[shape().codebooks()][frames];
    for (int k = 0; k < codes.length; k++) {
      for (int frame = 0; frame < frames; frame++) {
        codes[k][frame] = windows.get(window).get(frame + k + 1)[k];
      }
    }
    return codes;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
