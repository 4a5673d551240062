package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.MAX;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Softmax over attention scores, in steps that caches combine.
final class Softmax {
  private static final float NOTHING = -1e30f;

  private Softmax() {}

  /// Makes `scores` their exponentials, relative to the largest; returns 1 / their sum.
  static float exponentials(float[] scores, int count) {
    int padded = padded(count);
    Arrays.fill(scores, count, padded, NOTHING);
    return 1 / exponentials(scores, padded, largest(scores, padded));
  }

  private static float largest(float[] scores, int padded) {
    FloatVector most = FloatVector.broadcast(FLOATS, NOTHING);
    for (int i = 0; i < padded; i += WIDTH) {
      most = most.max(FloatVector.fromArray(FLOATS, scores, i));
    }
    return most.reduceLanes(MAX);
  }

  private static float exponentials(float[] scores, int padded, float largest) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < padded; i += WIDTH) {
      FloatVector e = Lanes.exp(FloatVector.fromArray(FLOATS, scores, i).sub(largest));
      e.intoArray(scores, i);
      sum = sum.add(e);
    }
    return Lanes.total(sum);
  }

  /// Multiplies each score by its factor; the first factor lies at `at`.
  static void scale(float[] scores, int count, float[] factors, int at) {
    int padded = padded(count);
    for (int i = 0; i < padded; i += WIDTH) {
      FloatVector factor = FloatVector.fromArray(FLOATS, factors, at + i);
      FloatVector.fromArray(FLOATS, scores, i).mul(factor).intoArray(scores, i);
    }
  }

  static int padded(int count) {
    return (count + WIDTH - 1) / WIDTH * WIDTH;
  }
}
