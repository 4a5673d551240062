package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.INTS;
import static lofi.musicgen.decoder.Lanes.ROUNDING;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// A row of activations as whole numbers −63 … 63 with a scale per block.
///
/// 64 products of such a number and a weight −8 … 7 add up to at most 8·63·64 = 32,256, which fits
/// 16 bits: that is why it is 63 and not 127.
///
/// A kernel does not see the numbers a0, a1, a2, a3 of a quad of inputs, but the factors a0, a1 −
/// 16·a0, a2 − 16·a1 and a3 − 16·a2: see [FourBitLayer].
final class SevenBitRow {
  static final int LARGEST = 63;
  private static final int WITHOUT_SIGN = 0x7fffffff;

  /// The first of a quad has nothing before it.
  private static final IntVector TIMES_SIXTEEN =
      (IntVector) INTS.fromArray(new int[] {0, 16, 16, 16, 0, 16, 16, 16}, 0);

  /// Each factor twice in an int, ready to be broadcast to 16-bit lanes by a 32-bit load.
  final int[] factors;

  /// For each block −8·Σ numbers, twice in an int: what the stored weights 0 … 15 add too much.
  final int[] offsets;

  final float[] scales;

  /// The numbers of a block, behind a zero.
  private final int[] numbers = new int[1 + LinearLayer.BLOCK];

  SevenBitRow(int longest) {
    factors = new int[longest];
    offsets = new int[longest / LinearLayer.BLOCK];
    scales = new float[longest / LinearLayer.BLOCK];
  }

  /// Quantizes `x[at]` and the `count` − 1 values after it.
  void set(float[] x, int at, int count) {
    for (int block = 0; block < count / LinearLayer.BLOCK; block++) {
      float most = largest(x, at + block * LinearLayer.BLOCK);
      scales[block] = most / LARGEST;
      int sum =
          quantize(x, at + block * LinearLayer.BLOCK, most == 0 ? 0 : LARGEST / most, numbers);
      factor(numbers, factors, block * LinearLayer.BLOCK);
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
  private static int quantize(float[] x, int at, float inverse, int[] numbers) {
    FloatVector scale = FloatVector.broadcast(FLOATS, inverse);
    IntVector sum = IntVector.zero(INTS);
    for (int i = 0; i < LinearLayer.BLOCK; i += WIDTH) {
      FloatVector rounded = FloatVector.fromArray(FLOATS, x, at + i).mul(scale).add(ROUNDING);
      IntVector number = rounded.reinterpretAsInts().lanewise(LSHL, 16).lanewise(ASHR, 16);
      number.intoArray(numbers, 1 + i);
      sum = sum.add(number);
    }
    return sum.reduceLanes(ADD);
  }

  private static void factor(int[] numbers, int[] factors, int at) {
    for (int i = 0; i < LinearLayer.BLOCK; i += WIDTH) {
      IntVector before = IntVector.fromArray(INTS, numbers, i).mul(TIMES_SIXTEEN);
      IntVector factor = IntVector.fromArray(INTS, numbers, 1 + i).sub(before);
      factor.lanewise(LSHL, 16).or(factor.and(0xffff)).intoArray(factors, at + i);
    }
  }
}
