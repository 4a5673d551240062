package lofi.musicgen.decoder;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What a thread feeds into a linear layer: one or two rows, in the form that the layer reads.
///
/// A thread has its own, and so the sums that a kernel keeps while it works on a tile: on shared
/// arrays two threads at neighbouring tiles would fight for the cache line between them.
final class Activations {
  /// The rows as they are, for 8-bit and float weights; row 1 begins at `stride`.
  float[] values = new float[0];

  int stride;
  int rows;

  /// The rows in 7 bits, for 4-bit weights.
  final SevenBitRow first;

  final SevenBitRow second;

  /// Sums over a block: two rows of a tile.
  final float[] blockSums = new float[2 * LinearLayer.TILE];

  /// The same for 4-bit weights, as shorts. A vector that is stored across two cache lines is slow
  /// to be read again, and only memory outside the heap can be told where to begin.
  final MemorySegment shortSums =
      Arena.ofAuto().allocate(2L * LinearLayer.TILE * Short.BYTES, PackedFile.ALIGNMENT);

  /// Sums over all blocks: two rows of a tile.
  final float[] tileSums = new float[2 * LinearLayer.TILE];

  Activations(int longest) {
    first = new SevenBitRow(longest);
    second = new SevenBitRow(longest);
  }

  /// Copies the finished tile into the rows of `y`.
  void store(int tile, float[] y, int yStride) {
    int at = tile * LinearLayer.TILE;
    System.arraycopy(tileSums, 0, y, at, LinearLayer.TILE);
    if (rows == 2) {
      System.arraycopy(tileSums, LinearLayer.TILE, y, yStride + at, LinearLayer.TILE);
    }
  }
}
