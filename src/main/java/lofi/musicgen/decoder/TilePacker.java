package lofi.musicgen.decoder;

import java.lang.foreign.MemorySegment;

/// Writes the weights of a tile in the order in which a kernel reads them.
public interface TilePacker {
  /// Outputs of a tile.
  int TILE = LinearLayer.TILE;

  /// @param rows the weights of [LinearLayer#TILE] outputs, `[TILE][inputs]`
  /// @param inputs a multiple of [LinearLayer#BLOCK]
  /// @param tile receives [Quantization#tileBytes] bytes
  void pack(float[] rows, int inputs, MemorySegment tile);
}
