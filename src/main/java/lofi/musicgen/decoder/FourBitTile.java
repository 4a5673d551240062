package lofi.musicgen.decoder;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static lofi.musicgen.decoder.LinearLayer.BLOCK;
import static lofi.musicgen.decoder.LinearLayer.TILE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Packs 4-bit weights: a number 0 … 15, of which 8 is taken off, times a scale for 64 inputs.
///
/// A block of a tile is 16 quads and one row of scales. A quad is 64 shorts, a short holds four
/// consecutive inputs of one output, the first in the low bits; a scale is a bfloat16. Short 2e is
/// output e and short 2e + 1 is output 32 + e, so that two shifts widen a vector of shorts into
/// ints whose outputs are neighbours, whatever the vector's width.
final class FourBitTile implements TilePacker {
  static final int QUADS = BLOCK / 4;
  static final int QUAD_BYTES = TILE * Short.BYTES;
  static final int SCALES_AT = QUADS * QUAD_BYTES;
  static final int BLOCK_BYTES = SCALES_AT + TILE * Short.BYTES;

  private static final java.lang.foreign.ValueLayout.OfShort SHORT =
      JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public void pack(float[] rows, int inputs, MemorySegment tile) {
    for (int output = 0; output < TILE; output++) {
      for (int block = 0; block < inputs / BLOCK; block++) {
        packBlock(rows, output * inputs + block * BLOCK, tile, (long) block * BLOCK_BYTES, output);
      }
    }
  }

  private static void packBlock(float[] w, int from, MemorySegment tile, long at, int output) {
    long lane = (long) shortOf(output) * Short.BYTES;
    float scale = BFloat16.nearest(FourBitScale.best(w, from));
    for (int quad = 0; quad < QUADS; quad++) {
      short four = four(w, from + 4 * quad, scale);
      tile.set(SHORT, at + (long) quad * QUAD_BYTES + lane, four);
    }
    tile.set(SHORT, at + SCALES_AT + lane, BFloat16.bits(scale));
  }

  /// Where in a row of 64 shorts an output has its place.
  static int shortOf(int output) {
    return output < TILE / 2 ? 2 * output : 2 * (output - TILE / 2) + 1;
  }

  private static short four(float[] w, int at, float scale) {
    int bits = 0;
    for (int i = 0; i < 4; i++) {
      bits |= number(w[at + i], scale) << (4 * i);
    }
    return (short) bits;
  }

  /// The stored number 0 … 15 whose value (number − 8) · scale is nearest to `weight`.
  static int number(float weight, float scale) {
    return scale == 0 ? 8 : Math.clamp(Math.round(weight / scale) + 8, 0, 15);
  }
}
