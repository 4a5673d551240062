package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/// Keys and values as floats: keys as `[head][block of positions][channel][position in the block]`,
/// so that lanes are positions, values as `[head][position][channel]`.
final class FloatCache implements KeyValueCache {
  /// Positions of a block, channels of a group: four vectors of them.
  private static final int GROUP = 4 * WIDTH;

  private final int headWidth;
  private final int capacity;
  private final float queryScale;
  private final float[] keys;
  private final float[] values;

  /// @param headWidth the model's; what is put and asked has zeros up to a multiple of
  ///   [LinearLayer#TILE]
  FloatCache(int heads, int headWidth, int capacity) {
    this.headWidth = LinearLayer.paddedToTile(headWidth);
    this.capacity = KeyValueCache.paddedCapacity(capacity);
    queryScale = (float) (1 / Math.sqrt(headWidth));
    keys = new float[heads * this.capacity * this.headWidth];
    values = new float[heads * this.capacity * this.headWidth];
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public void put(int head, int position, float[] k, int keyAt, float[] v, int valueAt) {
    int at = keysAt(head, position);
    for (int channel = 0; channel < headWidth; channel++) {
      keys[at + channel * GROUP] = k[keyAt + channel] * queryScale;
    }
    System.arraycopy(v, valueAt, values, valuesAt(head) + position * headWidth, headWidth);
  }

  private int keysAt(int head, int position) {
    return valuesAt(head) + position / GROUP * GROUP * headWidth + position % GROUP;
  }

  private int valuesAt(int head) {
    return head * capacity * headWidth;
  }

  @Override
  public void attend(
      int head, int count, float[] query, int queryAt, float[] out, int outAt, float[] scores) {
    for (int position = 0; position < count; position += GROUP) {
      score(keys, keysAt(head, position), headWidth, query, queryAt, scores, position);
    }
    float factor = Softmax.exponentials(scores, count);
    for (int group = 0; group < headWidth; group += GROUP) {
      int at = valuesAt(head) + group;
      weigh(values, at, headWidth, scores, count, factor, out, outAt + group);
    }
  }

  /// The products of the query with the keys of a block of positions.
  private static void score(
      float[] keys, int at, int width, float[] query, int queryAt, float[] scores, int to) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int channel = 0; channel < width; channel++, at += GROUP) {
      FloatVector q = FloatVector.broadcast(FLOATS, query[queryAt + channel]);
      s0 = FloatVector.fromArray(FLOATS, keys, at).fma(q, s0);
      s1 = FloatVector.fromArray(FLOATS, keys, at + WIDTH).fma(q, s1);
      s2 = FloatVector.fromArray(FLOATS, keys, at + 2 * WIDTH).fma(q, s2);
      s3 = FloatVector.fromArray(FLOATS, keys, at + 3 * WIDTH).fma(q, s3);
    }
    s0.intoArray(scores, to);
    s1.intoArray(scores, to + WIDTH);
    s2.intoArray(scores, to + 2 * WIDTH);
    s3.intoArray(scores, to + 3 * WIDTH);
  }

  /// The weighted sum of the values of a group of channels.
  private static void weigh(
      float[] values,
      int at,
      int stride,
      float[] weights,
      int count,
      float factor,
      float[] out,
      int to) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int position = 0; position < count; position++, at += stride) {
      FloatVector w = FloatVector.broadcast(FLOATS, weights[position]);
      s0 = FloatVector.fromArray(FLOATS, values, at).fma(w, s0);
      s1 = FloatVector.fromArray(FLOATS, values, at + WIDTH).fma(w, s1);
      s2 = FloatVector.fromArray(FLOATS, values, at + 2 * WIDTH).fma(w, s2);
      s3 = FloatVector.fromArray(FLOATS, values, at + 3 * WIDTH).fma(w, s3);
    }
    s0.mul(factor).intoArray(out, to);
    s1.mul(factor).intoArray(out, to + WIDTH);
    s2.mul(factor).intoArray(out, to + 2 * WIDTH);
    s3.mul(factor).intoArray(out, to + 3 * WIDTH);
  }
}
