package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.INTS;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// A row of activations as whole numbers −63 … 63 with a scale per block.
///
/// 64 products of such a number and a weight −8 … 7 add up to at most 8·63·64 = 32,256, which fits
/// 16 bits: that is why it is 63 and not 127.
final class SevenBitRow {
  static final int LARGEST = 63;
  private static final int WITHOUT_SIGN = 0x7fffffff;

  /// Each number twice in an int, ready to be broadcast to 16-bit lanes by a 32-bit load.
  final int[] pairs;

  /// For each block −8·Σ numbers, twice in an int: what the stored weights 0 … 15 add too much.
  final int[] offsets;

  final float[] scales;

  SevenBitRow(int longest) {
    pairs = new int[longest];
    offsets = new int[longest / LinearLayer.BLOCK];
    scales = new float[longest / LinearLayer.BLOCK];
  }

  /// Quantizes `x[at]` and the `count` − 1 values after it.
  void set(float[] x, int at, int count) {
    for (int block = 0; block < count / LinearLayer.BLOCK; block++) {
      float most = largest(x, at + block * LinearLayer.BLOCK);
      scales[block] = most / LARGEST;
      int sum = quantize(x, at, block, most == 0 ? 0 : LARGEST / most);
      int offset = -8 * sum;
      offsets[block] = (offset & 0xffff) | (offset << 16);
    }
  }

  /// The largest magnitude in a block; floats without their sign sort as ints.
  private static float largest(float[] x, int at) {
    IntVector most = IntVector.zero(INTS);
    for (int i = at; i < at + LinearLayer.BLOCK; i += WIDTH) {
      most = most.max(FloatVector.fromArray(FLOATS, x, i).reinterpretAsInts().and(WITHOUT_SIGN));
    }
    return Float.intBitsToFloat(most.reduceLanes(MAX));
  }

  /// Returns the sum of the numbers.
  private int quantize(float[] x, int at, int block, float inverse) {
    FloatVector scale = FloatVector.broadcast(FLOATS, inverse);
    IntVector sum = IntVector.zero(INTS);
    int end = (block + 1) * LinearLayer.BLOCK;
    for (int i = block * LinearLayer.BLOCK; i < end; i += WIDTH) {
      IntVector pair = pair(FloatVector.fromArray(FLOATS, x, at + i).mul(scale));
      pair.intoArray(pairs, i);
      sum = sum.add(pair.lanewise(ASHR, 16));
    }
    return sum.reduceLanes(ADD);
  }

  private static IntVector pair(FloatVector x) {
    IntVector number = x.add(Lanes.ROUNDING).reinterpretAsInts();
    return number.lanewise(LSHL, 16).or(number.and(0xffff));
  }
}
