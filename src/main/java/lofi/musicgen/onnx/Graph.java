package lofi.musicgen.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One network that ONNX Runtime runs. One thread uses it.
final class Graph implements AutoCloseable {
  private final OnnxRuntime runtime;
  private final String name;
  private final OrtSession session;
  private final Map<String, NodeInfo> inputs;

  private Graph(OnnxRuntime runtime, String name, OrtSession session) throws OrtException {
    this.runtime = runtime;
    this.name = name;
    this.session = session;
    this.inputs = session.getInputInfo();
  }

  static Graph open(OnnxRuntime runtime, Path file) {
    try {
      return new Graph(runtime, String.valueOf(file.getFileName()), runtime.open(file));
    } catch (OrtException e) {
      throw new GraphFailure("The graph " + file.getFileName() + " does not load", e);
    }
  }

  String name() {
    return name;
  }

  boolean takes(String input) {
    return inputs.containsKey(input);
  }

  Set<String> inputNames() {
    return inputs.keySet();
  }

  /// The size of one axis of an input, or −1 where it is free.
  int inputSize(String input, int axis) {
    long[] shape = inputInfo(input).getShape();
    if (axis >= shape.length) {
      throw new GraphFailure(name + ": " + input + " has only " + shape.length + " axes");
    }
    return (int) shape[axis];
  }

  void requireFloat(String input) {
    if (inputInfo(input).type != OnnxJavaType.FLOAT) {
      throw new GraphFailure(name + " computes in half precision, which no processor here loads");
    }
  }

  private TensorInfo inputInfo(String input) {
    NodeInfo info = inputs.get(input);
    if (info != null && info.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new GraphFailure(name + " has no input " + input);
  }

  /// Runs the graph with those tensors that it takes; the caller closes the result.
  OrtSession.Result run(Map<String, OnnxTensor> tensors) {
    Map<String, OnnxTensor> taken =
        tensors.entrySet().stream()
            .filter(tensor -> takes(tensor.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    try {
      return session.run(taken);
    } catch (OrtException e) {
      throw new GraphFailure(name + " does not run", e);
    }
  }

  OnnxTensor floats(float[] values, long... shape) {
    try {
      return OnnxTensor.createTensor(runtime.environment(), FloatBuffer.wrap(values), shape);
    } catch (OrtException e) {
      throw new GraphFailure("No tensor of " + values.length + " numbers", e);
    }
  }

  OnnxTensor longs(long[] values, long... shape) {
    try {
      return OnnxTensor.createTensor(runtime.environment(), LongBuffer.wrap(values), shape);
    } catch (OrtException e) {
      throw new GraphFailure("No tensor of " + values.length + " whole numbers", e);
    }
  }

  OnnxTensor flag(boolean value) {
    try {
      return OnnxTensor.createTensor(runtime.environment(), new boolean[] {value});
    } catch (OrtException e) {
      throw new GraphFailure("No tensor of one truth value", e);
    }
  }

  /// An output by its name; it lives as long as `result`.
  OnnxTensor output(OrtSession.Result result, String output) {
    if (result.get(output).orElse(null) instanceof OnnxTensor tensor) {
      return tensor;
    }
    throw new GraphFailure(name + " has no output " + output);
  }

  static float[] copy(OnnxTensor tensor) {
    FloatBuffer values = tensor.getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  static void closeAll(Iterable<? extends @Nullable OnnxTensor> tensors) {
    for (OnnxTensor tensor : tensors) {
      if (tensor != null) {
        tensor.close();
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new GraphFailure(name + " does not close", e);
    }
  }
}
