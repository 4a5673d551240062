package lofi.musicgen.onnx;

import static lofi.musicgen.onnx.GraphWriter.attribute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lofi.musicgen.checkpoint.JsonObject;

/// Writes the audio codec's decoder (EnCodec) as the two graphs that [ChunkedCodec] runs.
///
/// Each transposed convolution is written as a plain one with two taps, whose outputs are the
/// phases of the longer signal: ONNX Runtime takes half the time for it.
public final class AudioCodecGraphs {
  private static final String LAYERS = "audio_encoder.decoder.layers.";

  private final WeightSource source;
  private final EncodecConfig config;
  private int layer; // counts as the checkpoint does, where activations have numbers too

  private AudioCodecGraphs(WeightSource source, EncodecConfig config) {
    this.source = source;
    this.config = config;
  }

  /// @param config the whole model's `config.json`
  public static void write(WeightSource source, JsonObject config, Path recurrent, Path upsampler)
      throws IOException {
    AudioCodecGraphs graphs = new AudioCodecGraphs(source, EncodecConfig.of(config));
    try (GraphWriter graph = new GraphWriter(recurrent)) {
      graphs.writeRecurrent(graph);
      graph.finish();
    }
    try (GraphWriter graph = new GraphWriter(upsampler)) {
      graphs.writeUpsampler(graph);
      graph.finish();
    }
  }

  private void writeRecurrent(GraphWriter graph) throws IOException {
    String codes = graph.input("codes", GraphWriter.Type.INT64, config.codebooks(), -1);
    String entries = entries(graph, codes);
    String turned = graph.op("Transpose", List.of(entries), attribute("perm", 1, 0));
    String signal = graph.op("Unsqueeze", List.of(turned, graph.integers(0)));
    String first = convolution(graph, LAYERS + layer++ + ".conv", signal, 1);
    String remembered = recurrent(graph, LAYERS + layer++ + ".lstm.", first);
    graph.output("features", remembered, 1, -1, -1);
  }

  /// `[codecFrame][width]`: the sum of what each codebook has for its code.
  private String entries(GraphWriter graph, String codes) throws IOException {
    List<String> found = new ArrayList<>();
    for (int codebook = 0; codebook < config.codebooks(); codebook++) {
      String name = "audio_encoder.quantizer.layers." + codebook + ".codebook.embed";
      String table = graph.weights(name, source.values(name), source.shape(name));
      String row =
          graph.op("Gather", List.of(codes, graph.integer(codebook)), attribute("axis", 0L));
      found.add(graph.op("Gather", List.of(table, row)));
    }
    return graph.op("Sum", found);
  }

  /// The recurrent layers with what they were given added; states come in and go out.
  private String recurrent(GraphWriter graph, String prefix, String signal) throws IOException {
    String input = graph.op("Transpose", List.of(signal), attribute("perm", 2, 0, 1));
    String stream = input;
    for (int i = 0; i < config.lstmLayers(); i++) {
      stream = lstm(graph, prefix, i, stream);
    }
    String sum = graph.op("Add", List.of(stream, input));
    return graph.op("Transpose", List.of(sum), attribute("perm", 1, 2, 0));
  }

  private String lstm(GraphWriter graph, String prefix, int i, String stream) throws IOException {
    int width = source.shape(prefix + "weight_hh_l" + i)[1];
    int inputs = source.shape(prefix + "weight_ih_l" + i)[1];
    String fromInput =
        graph.weights("lstm.input." + i, gates(prefix + "weight_ih_l" + i), 1, 4 * width, inputs);
    String fromState =
        graph.weights("lstm.state." + i, gates(prefix + "weight_hh_l" + i), 1, 4 * width, width);
    String bias =
        graph.weights(
            "lstm.bias." + i,
            concat(gates(prefix + "bias_ih_l" + i), gates(prefix + "bias_hh_l" + i)),
            1,
            8 * width);
    String hidden = graph.input("hidden." + i, GraphWriter.Type.FLOAT, 1, 1, width);
    String cell = graph.input("cell." + i, GraphWriter.Type.FLOAT, 1, 1, width);
    List<String> results =
        graph.op(
            "LSTM",
            List.of(stream, fromInput, fromState, bias, "", hidden, cell),
            3,
            attribute("hidden_size", (long) width));
    graph.output("next_hidden." + i, results.get(1), 1, 1, width);
    graph.output("next_cell." + i, results.get(2), 1, 1, width);
    return graph.op("Squeeze", List.of(results.get(0), graph.integers(1)));
  }

  /// PyTorch has the gates in the order input, forget, cell, output; ONNX wants input, output,
  /// forget, cell.
  private float[] gates(String name) throws IOException {
    float[] torch = source.values(name);
    int gate = torch.length / 4;
    float[] onnx = new float[torch.length];
    int[] order = {0, 3, 1, 2};
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(torch, order[i] * gate, onnx, i * gate, gate);
    }
    return onnx;
  }

  private static float[] concat(float[] front, float[] back) {
    float[] both = new float[front.length + back.length];
    System.arraycopy(front, 0, both, 0, front.length);
    System.arraycopy(back, 0, both, front.length, back.length);
    return both;
  }

  private void writeUpsampler(GraphWriter graph) throws IOException {
    String signal = graph.input("features", GraphWriter.Type.FLOAT, 1, -1, -1);
    for (int ratio : config.upsamplingRatios()) {
      layer++; // the activation before it
      signal = upsampled(graph, LAYERS + layer++ + ".conv", elu(graph, signal), ratio);
      int dilation = 1;
      for (int i = 0; i < config.residualLayers(); i++) {
        signal = residual(graph, LAYERS + layer++ + ".", signal, dilation);
        dilation *= config.dilationGrowth();
      }
    }
    layer++;
    String last = LAYERS + layer + ".conv";
    graph.output("audio", padded(graph, last, elu(graph, signal), 1), 1, 1, -1);
  }

  private static String elu(GraphWriter graph, String signal) {
    return graph.op("Elu", List.of(signal));
  }

  private String residual(GraphWriter graph, String prefix, String signal, int dilation)
      throws IOException {
    String narrow = padded(graph, prefix + "block.1.conv", elu(graph, signal), dilation);
    String wide = padded(graph, prefix + "block.3.conv", elu(graph, narrow), 1);
    String shortcut = prefix + "shortcut.conv";
    String around = source.has(shortcut + ".bias") ? padded(graph, shortcut, signal, 1) : signal;
    return graph.op("Add", List.of(around, wide));
  }

  /// A convolution that mirrors the signal at both ends and keeps its length.
  private String padded(GraphWriter graph, String name, String signal, int dilation)
      throws IOException {
    int total = (ConvolutionWeights.read(source, name).width() - 1) * dilation;
    if (total == 0) {
      return convolution(graph, name, signal, dilation);
    }
    int right = total / 2;
    String pads = graph.integers(0, 0, total - right, 0, 0, right);
    String longer = graph.op("Pad", List.of(signal, pads), attribute("mode", "reflect"));
    return convolution(graph, name, longer, dilation);
  }

  private String convolution(GraphWriter graph, String name, String signal, int dilation)
      throws IOException {
    ConvolutionWeights kernel = ConvolutionWeights.read(source, name);
    String weights =
        graph.weights(name, kernel.values(), kernel.rows(), kernel.columns(), kernel.width());
    String bias = graph.weights(name + ".bias", source.values(name + ".bias"), kernel.rows());
    return graph.op(
        "Conv", List.of(signal, weights, bias), attribute("dilations", new int[] {dilation}));
  }

  /// A transposed convolution of stride `ratio` and twice that width, its ends trimmed.
  private String upsampled(GraphWriter graph, String name, String signal, int ratio)
      throws IOException {
    ConvolutionWeights kernel = ConvolutionWeights.read(source, name);
    int outputs = kernel.columns();
    String weights =
        graph.weights(name, kernel.asTwoTaps(ratio), outputs * ratio, kernel.rows(), 2);
    String bias =
        graph.weights(
            name + ".bias", repeated(source.values(name + ".bias"), ratio), outputs * ratio);
    String phases = graph.op("Conv", List.of(signal, weights, bias), attribute("pads", 1, 1));
    String apart = graph.op("Reshape", List.of(phases, graph.integers(outputs, ratio, -1)));
    String inOrder = graph.op("Transpose", List.of(apart), attribute("perm", 0, 2, 1));
    String joined = graph.op("Reshape", List.of(inOrder, graph.integers(1, outputs, -1)));
    int right = ratio / 2;
    String from = graph.integers(ratio - right);
    String to = graph.integers(right == 0 ? Integer.MAX_VALUE : -right);
    return graph.op("Slice", List.of(joined, from, to, graph.integers(2)));
  }

  private static float[] repeated(float[] values, int times) {
    float[] all = new float[values.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i / times];
    }
    return all;
  }
}
