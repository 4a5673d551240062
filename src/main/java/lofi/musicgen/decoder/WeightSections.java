package lofi.musicgen.decoder;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Where a decoder's weights come from: sections of native memory by name.
interface WeightSections {
  DecoderShape shape();

  Quantization quantization();

  boolean has(String name);

  /// Packed tiles of a linear layer that every step reads.
  MemorySegment tiles(String name, Quantization quantization, int inputs, int outputs);

  /// Packed tiles of a linear layer that is needed once a prompt.
  MemorySegment rareTiles(String name, Quantization quantization, int inputs, int outputs);

  /// Plain floats, `[rows][columns]`.
  MemorySegment floats(String name, int rows, int columns);

  static float[] toArray(MemorySegment floats) {
    return floats.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
  }
}
