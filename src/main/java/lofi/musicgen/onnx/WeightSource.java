package lofi.musicgen.onnx;

import java.io.IOException;

/// The tensors of a checkpoint, by the names that the publisher gave them.
public interface WeightSource {
  boolean has(String name);

  /// The sizes of a tensor's axes, the slowest first.
  int[] shape(String name) throws IOException;

  /// All values of a tensor, in order, as 32-bit numbers.
  float[] values(String name) throws IOException;
}
