package lofi.musicgen.worker;

import java.util.Arrays;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import org.jspecify.annotations.Nullable;

/// A decoder whose likeliest codes follow from what it has read.
final class ScriptedDecoder implements LmDecoder {
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
  public void begin(float[] textHidden, int textLength, float guidanceScale, int maxSteps) {}

  @Override
  public void step(int[] codes, int position, float @Nullable [] guidedLogits) {
    steps++;
    if (guidedLogits != null) {
      stepsWithLogits++;
      Arrays.fill(guidedLogits, computesNonsense ? Float.NaN : 0);
      for (int k = 0; k < codes.length; k++) {
        guidedLogits[k * 16 + Math.floorMod(31 * Arrays.hashCode(codes) + 7 * steps + k, 16)] = 1;
      }
    }
  }

  @Override
  public void close() {}
}
