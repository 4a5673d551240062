package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.LinearLayer.BLOCK;
import static lofi.musicgen.decoder.LinearLayer.TILE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Packs 8-bit weights: four consecutive inputs of an output in an int ([FourBytes]), times a scale
/// for 64 inputs.
///
/// A block of a tile is 16 quads of 32 ints for the first half of its outputs, as many for the
/// second half, then 64 scales as bfloat16 in the order of [FourBitTile].
final class EightBitTile implements TilePacker {
  static final int QUADS = BLOCK / 4;
  static final int HALF = TILE / 2;
  static final int QUAD_BYTES = HALF * Integer.BYTES;
  static final int HALF_BYTES = QUADS * QUAD_BYTES;
  static final int SCALES_AT = 2 * HALF_BYTES;
  static final int BLOCK_BYTES = SCALES_AT + TILE * Short.BYTES;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public void pack(float[] rows, int inputs, MemorySegment tile) {
    for (int output = 0; output < TILE; output++) {
      for (int block = 0; block < inputs / BLOCK; block++) {
        packBlock(rows, output * inputs + block * BLOCK, tile, (long) block * BLOCK_BYTES, output);
      }
    }
  }

  private static void packBlock(float[] w, int from, MemorySegment tile, long at, int output) {
    float unit = BFloat16.nearest(largest(w, from) / FourBytes.LARGEST);
    float inverse = unit == 0 ? 0 : 1 / unit;
    for (int quad = 0; quad < QUADS; quad++) {
      int four = FourBytes.pack(w, from + 4 * quad, 1, inverse);
      tile.set(INT, at + placeOf(output) + (long) quad * QUAD_BYTES, four);
    }
    long lane = (long) FourBitTile.shortOf(output) * Short.BYTES;
    tile.set(SHORT, at + SCALES_AT + lane, BFloat16.bits(unit * FourBytes.UNIT));
  }

  /// Where in a block the first quad of an output lies.
  static int placeOf(int output) {
    return output / HALF * HALF_BYTES + output % HALF * Integer.BYTES;
  }

  private static float largest(float[] w, int from) {
    float most = 0;
    for (int i = from; i < from + BLOCK; i++) {
      most = Math.max(most, Math.abs(w[i]));
    }
    return most;
  }
}
