package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.LinearLayer.BLOCK;
import static lofi.musicgen.decoder.LinearLayer.TILE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Lays float weights out as `[inputs][TILE]`.
final class FloatTile implements TilePacker {
  static final int INPUT_BYTES = TILE * Float.BYTES;
  static final int BLOCK_BYTES = BLOCK * INPUT_BYTES;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public void pack(float[] rows, int inputs, MemorySegment tile) {
    for (int input = 0; input < inputs; input++) {
      for (int output = 0; output < TILE; output++) {
        tile.setAtIndex(FLOAT, (long) input * TILE + output, rows[output * inputs + input]);
      }
    }
  }
}
