package lofi.musicgen.convert;

import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.onnx.WeightSource;

/// A checkpoint as the writers of ONNX graphs see it.
record CheckpointWeights(Checkpoint checkpoint) implements WeightSource {
  @Override
  public boolean has(String name) {
    return checkpoint.has(name);
  }

  @Override
  public int[] shape(String name) {
    return checkpoint.tensor(name).shape().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public float[] values(String name) {
    return checkpoint.tensor(name).read();
  }
}
