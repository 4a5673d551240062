package lofi.musicgen.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import org.jspecify.annotations.Nullable;

/// A decoder whose likeliest codes follow from what it has read, and which notes all of that.
final class ScriptedDecoder implements LmDecoder {
  final List<List<int[]>> windows = new ArrayList<>();
  int steps;
  int stepsWithLogits;
  boolean computesNonsense;

  private final DecoderShape shape;

  ScriptedDecoder(int maxPositions) {
    shape = new DecoderShape(8, 2, 4, 1, 8, 4, 16, 16, 8, maxPositions, 1);
  }

  @Override
  public DecoderShape shape() {
    return shape;
  }

  @Override
  public void begin(float[] textHidden, int textLength, float guidanceScale, int maxSteps) {
    windows.add(new ArrayList<>());
  }

  @Override
  public void step(int[] codes, int position, float @Nullable [] guidedLogits) {
    windows.getLast().add(codes.clone());
    steps++;
    if (guidedLogits != null) {
      stepsWithLogits++;
      Arrays.fill(guidedLogits, computesNonsense ? Float.NaN : 0);
      for (int k = 0; k < codes.length; k++) {
        guidedLogits[k * 16 + Math.floorMod(31 * Arrays.hashCode(codes) + 7 * steps + k, 16)] = 1;
      }
    }
  }

  /// The codes that a window read, with the delay undone.
  int[][] codesRead(int window, int frames) {
    int[][] codes = new int[4][frames];
    for (int k = 0; k < 4; k++) {
      for (int frame = 0; frame < frames; frame++) {
        codes[k][frame] = windows.get(window).get(frame + k + 1)[k];
      }
    }
    return codes;
  }

  @Override
  public void close() {}
}
