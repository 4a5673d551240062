package lofi.musicgen.decoder;

/// The keys and values that the heads of a layer have seen in one row, and attention over them.
///
/// Heads are independent: two threads may work on two heads of a cache.
sealed interface KeyValueCache permits ByteCache, FloatCache {
  int capacity();

  /// Remembers what one head sees at `position`; keys and values are `headWidth` floats each.
  void put(int head, int position, float[] keys, int keyAt, float[] values, int valueAt);

  /// Writes the mean of the values of `head` at positions 0 … `count` − 1, weighted by how well
  /// their keys match the query.
  ///
  /// @param scores scratch of at least [#scratch] floats
  void attend(
      int head, int count, float[] query, int queryAt, float[] out, int outAt, float[] scores);

  /// How much scratch attention needs: all positions and a block more.
  default int scratch() {
    return capacity() + LinearLayer.TILE;
  }

  static int paddedCapacity(int capacity) {
    int block = 4 * Lanes.WIDTH;
    return Math.ceilDiv(capacity, block) * block;
  }
}
