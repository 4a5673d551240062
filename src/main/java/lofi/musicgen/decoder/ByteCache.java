package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.INTS;
import static lofi.musicgen.decoder.Lanes.WIDTH;
import static lofi.musicgen.decoder.Lanes.real;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Keys and values in 8 bits with a scale per position and head, four to an int ([FourBytes]).
///
/// Both are laid out so that a vector never has to be summed across: keys as `[head][block of
/// positions][quad of channels][position in the block]`, so that lanes are positions; values as
/// `[head][group of channels][position][WIDTH]`, so that lanes are channels, an int holding the
/// channels d, d + WIDTH, d + 2·WIDTH and d + 3·WIDTH.
final class ByteCache implements KeyValueCache {
  /// Positions of a block and channels of a group: four vectors of them.
  private static final int GROUP = 4 * WIDTH;

  private static final int WITHOUT_SIGN = 0x7fffffff;

  private final int headWidth;
  private final int capacity;
  private final int headInts;
  private final float queryScale;
  private final int[] keys;
  private final int[] values;
  private final float[] keyScales;
  private final float[] valueScales;

  /// @param headWidth the model's; what is put and asked has zeros up to a multiple of
  ///   [LinearLayer#TILE]
  ByteCache(int heads, int headWidth, int capacity) {
    this.headWidth = LinearLayer.paddedToTile(headWidth);
    this.capacity = KeyValueCache.paddedCapacity(capacity);
    headInts = this.capacity * this.headWidth / 4;
    queryScale = (float) (1 / Math.sqrt(headWidth));
    keys = new int[heads * headInts];
    values = new int[heads * headInts];
    keyScales = new float[heads * this.capacity];
    valueScales = new float[heads * this.capacity];
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public void put(int head, int position, float[] k, int keyAt, float[] v, int valueAt) {
    float largestKey = largest(k, keyAt);
    float largestValue = largest(v, valueAt);
    keyScales[head * capacity + position] = scale(largestKey) * queryScale;
    valueScales[head * capacity + position] = scale(largestValue);
    putKeys(keysAt(head, position), k, keyAt, inverse(largestKey));
    putValues(head, position, v, valueAt, inverse(largestValue));
  }

  private int keysAt(int head, int position) {
    return head * headInts + position / GROUP * GROUP * headWidth / 4 + position % GROUP;
  }

  private int valuesAt(int head, int group) {
    return head * headInts + group * capacity * WIDTH;
  }

  private void putKeys(int at, float[] k, int keyAt, float inverse) {
    for (int channel = 0; channel < headWidth; channel += 4) {
      keys[at + channel / 4 * GROUP] = FourBytes.pack(k, keyAt + channel, 1, inverse);
    }
  }

  private void putValues(int head, int position, float[] v, int valueAt, float inverse) {
    for (int group = 0; group < headWidth / GROUP; group++) {
      int at = valuesAt(head, group) + position * WIDTH;
      for (int lane = 0; lane < WIDTH; lane++) {
        values[at + lane] = FourBytes.pack(v, valueAt + group * GROUP + lane, WIDTH, inverse);
      }
    }
  }

  private float largest(float[] x, int at) {
    IntVector most = IntVector.zero(INTS);
    for (int i = at; i < at + headWidth; i += WIDTH) {
      most = most.max(FloatVector.fromArray(FLOATS, x, i).reinterpretAsInts().and(WITHOUT_SIGN));
    }
    return Float.intBitsToFloat(most.reduceLanes(MAX));
  }

  private static float scale(float largest) {
    return largest / FourBytes.LARGEST * FourBytes.UNIT;
  }

  private static float inverse(float largest) {
    return largest == 0 ? 0 : FourBytes.LARGEST / largest;
  }

  @Override
  public void attend(
      int head, int count, float[] query, int queryAt, float[] out, int outAt, float[] scores) {
    for (int position = 0; position < count; position += GROUP) {
      score(keys, keysAt(head, position), headWidth / 4, query, queryAt, scores, position);
    }
    Softmax.scale(scores, count, keyScales, head * capacity);
    float factor = Softmax.exponentials(scores, count);
    Softmax.scale(scores, count, valueScales, head * capacity);
    for (int group = 0; group < headWidth / GROUP; group++) {
      weigh(values, valuesAt(head, group), scores, count, factor, out, outAt + group * GROUP);
    }
  }

  /// The products of the query with the keys of a block of positions.
  private static void score(
      int[] keys, int at, int quads, float[] query, int queryAt, float[] scores, int to) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int quad = 0; quad < quads; quad++, at += GROUP) {
      IntVector k0 = IntVector.fromArray(INTS, keys, at);
      IntVector k1 = IntVector.fromArray(INTS, keys, at + WIDTH);
      IntVector k2 = IntVector.fromArray(INTS, keys, at + 2 * WIDTH);
      IntVector k3 = IntVector.fromArray(INTS, keys, at + 3 * WIDTH);
      for (int i = 0; i < 4; i++, queryAt++) {
        FloatVector q = FloatVector.broadcast(FLOATS, query[queryAt]);
        s0 = real(k0).fma(q, s0);
        s1 = real(k1).fma(q, s1);
        s2 = real(k2).fma(q, s2);
        s3 = real(k3).fma(q, s3);
        k0 = k0.lanewise(LSHL, 8);
        k1 = k1.lanewise(LSHL, 8);
        k2 = k2.lanewise(LSHL, 8);
        k3 = k3.lanewise(LSHL, 8);
      }
    }
    s0.intoArray(scores, to);
    s1.intoArray(scores, to + WIDTH);
    s2.intoArray(scores, to + 2 * WIDTH);
    s3.intoArray(scores, to + 3 * WIDTH);
  }

  /// The weighted sum of the values of a group of channels.
  private static void weigh(
      int[] values, int at, float[] weights, int count, float factor, float[] out, int to) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int position = 0; position < count; position++, at += WIDTH) {
      FloatVector w = FloatVector.broadcast(FLOATS, weights[position]);
      IntVector v = IntVector.fromArray(INTS, values, at);
      s0 = real(v).fma(w, s0);
      s1 = real(v.lanewise(LSHL, 8)).fma(w, s1);
      s2 = real(v.lanewise(LSHL, 16)).fma(w, s2);
      s3 = real(v.lanewise(LSHL, 24)).fma(w, s3);
    }
    s0.mul(factor).intoArray(out, to);
    s1.mul(factor).intoArray(out, to + WIDTH);
    s2.mul(factor).intoArray(out, to + 2 * WIDTH);
    s3.mul(factor).intoArray(out, to + 3 * WIDTH);
  }
}
