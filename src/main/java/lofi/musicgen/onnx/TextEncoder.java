package lofi.musicgen.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The network that understands the prompt (T5), from a published graph or from our own.
public final class TextEncoder implements AutoCloseable {
  private final Graph graph;

  private TextEncoder(Graph graph) {
    this.graph = graph;
  }

  public static TextEncoder open(OnnxRuntime runtime, Path file) {
    return new TextEncoder(Graph.open(runtime, file));
  }

  /// @param ids the tokenizer's, with the end mark
  public PromptMeaning encode(int[] ids) {
    long[] wide = Arrays.stream(ids).asLongStream().toArray();
    long[] heard = new long[ids.length];
    Arrays.fill(heard, 1);
    try (OnnxTensor inputIds = graph.longs(wide, 1, ids.length);
        OnnxTensor mask = graph.longs(heard, 1, ids.length);
        OrtSession.Result result =
            graph.run(Map.of("input_ids", inputIds, "attention_mask", mask))) {
      float[] hidden = Graph.copy(graph.output(result, "last_hidden_state"));
      return new PromptMeaning(hidden, ids.length);
    }
  }

  /// Gives the memory back; nobody needs a text encoder after the prompt.
  @Override
  public void close() {
    graph.close();
  }
}
