package lofi.musicgen.onnx;

import static lofi.musicgen.onnx.GraphWriter.attribute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// Writes the text encoder (T5) as a graph for one prompt, with the inputs of the published one.
///
/// Queries, keys and values come from one multiplication. The position bias is looked up by
/// distance, so its buckets are worked out here, once.
public final class TextEncoderGraph {
  /// How the weights of the linear layers and the vocabulary are stored.
  public enum Precision {
    FULL,
    EIGHT_BIT
  }

  private static final String ENCODER = "text_encoder.encoder.";
  private static final int BLOCK = 32; // weights that share a scale

  /// Far above any text encoder, and low enough that no product of two overflows an `int`.
  private static final int LARGEST = 1 << 15;

  private static final float LARGEST_BYTE = 127;

  private final GraphWriter graph;
  private final WeightSource source;
  private final Precision precision;
  private final int width;
  private final int heads;
  private final int headWidth;
  private final int blocks;
  private final int buckets;
  private final int farthest;
  private final float epsilon;

  private TextEncoderGraph(
      GraphWriter graph, WeightSource source, JsonObject config, Precision precision) {
    this.graph = graph;
    this.source = source;
    this.precision = precision;
    this.width = size("d_model", config.integer("d_model"));
    this.heads = size("num_heads", config.integer("num_heads"));
    this.headWidth = size("d_kv", config.integer("d_kv"));
    this.blocks = size("num_layers", config.integer("num_layers"));
    this.buckets = config.integer("relative_attention_num_buckets", 32);
    this.farthest = config.integer("relative_attention_max_distance", 128);
    if (buckets < 4 || farthest <= buckets / 4 || farthest >= LARGEST) {
      throw new MalformedFileException(
          "A text encoder cannot share %d distances between %d buckets"
              .formatted(farthest, buckets));
    }
    this.epsilon = (float) config.real("layer_norm_epsilon", 1e-6);
    String activation = config.text("feed_forward_proj", "relu");
    if (!activation.equals("relu")) {
      throw new MalformedFileException(
          "This text encoder has the activation " + activation + ", and only relu is supported");
    }
  }

  private static int size(String name, int size) {
    if (size < 1 || size > LARGEST) {
      throw new MalformedFileException("A text encoder has no " + name + " of " + size);
    }
    return size;
  }

  /// @param config the whole model's `config.json`
  /// @param target the graph's file; its weights go to a file of that name and `.data`
  public static void write(WeightSource source, JsonObject config, Precision precision, Path target)
      throws IOException {
    try (GraphWriter graph = new GraphWriter(target)) {
      new TextEncoderGraph(graph, source, config.object("text_encoder"), precision).write();
      graph.finish();
    }
  }

  private void write() throws IOException {
    String ids = graph.input("input_ids", GraphWriter.Type.INT64, 1, -1);
    String flatIds = graph.op("Reshape", List.of(ids, graph.integers(-1)));
    String bias = positionBias(flatIds);
    String stream = embedded(flatIds);
    for (int block = 0; block < blocks; block++) {
      String layer = ENCODER + "block." + block + ".layer.";
      String attended = attention(layer + "0.SelfAttention.", norm(layer + "0.", stream), bias);
      stream = graph.op("Add", List.of(stream, attended));
      String fed = feedForward(layer + "1.DenseReluDense.", norm(layer + "1.", stream));
      stream = graph.op("Add", List.of(stream, fed));
    }
    String hidden = norm(ENCODER + "final_", stream);
    graph.output(
        "last_hidden_state",
        graph.op("Unsqueeze", List.of(hidden, graph.integers(0))),
        1,
        -1,
        width);
  }

  private String embedded(String ids) throws IOException {
    String name = "text_encoder.shared.weight";
    if (!source.has(name)) {
      name = ENCODER + "embed_tokens.weight";
    }
    int rows = source.shape(name)[0];
    float[] values = source.values(name);
    if (precision == Precision.FULL) {
      return graph.op("Gather", List.of(graph.weights("vocabulary", values, rows, width), ids));
    }
    EightBit packed = EightBit.of(values, width, width, 0);
    String bytes = graph.weights("vocabulary", GraphWriter.Type.INT8, packed.values, rows, width);
    String scales = graph.weights("vocabulary.scale", packed.scales, rows, 1);
    String picked = graph.op("Gather", List.of(bytes, ids));
    String numbers = graph.op("Cast", List.of(picked), attribute("to", 1L));
    return graph.op("Mul", List.of(numbers, graph.op("Gather", List.of(scales, ids))));
  }

  /// `[heads][query][key]`: how much a head likes the distance from query to key.
  private String positionBias(String ids) throws IOException {
    String table = graph.weights("bias", biasByDistance(), 2 * farthest + 1, heads);
    String length = graph.op("Squeeze", List.of(graph.op("Shape", List.of(ids))));
    String places = graph.op("Range", List.of(graph.integer(0), length, graph.integer(1)));
    String keys = graph.op("Unsqueeze", List.of(places, graph.integers(0)));
    String queries = graph.op("Unsqueeze", List.of(places, graph.integers(1)));
    String distance = graph.op("Sub", List.of(keys, queries));
    String near =
        graph.op("Clip", List.of(distance, graph.integer(-farthest), graph.integer(farthest)));
    String row = graph.op("Add", List.of(near, graph.integer(farthest)));
    String bias = graph.op("Gather", List.of(table, row));
    return graph.op("Transpose", List.of(bias), attribute("perm", 2, 0, 1));
  }

  private float[] biasByDistance() throws IOException {
    String name = ENCODER + "block.0.layer.0.SelfAttention.relative_attention_bias.weight";
    float[] byBucket = source.values(name);
    if (byBucket.length != (long) buckets * heads) {
      throw new MalformedFileException(
          "%s has %d numbers, where %d buckets for %d heads are needed"
              .formatted(name, byBucket.length, buckets, heads));
    }
    float[] byDistance = new float[(2 * farthest + 1) * heads];
    for (int distance = -farthest; distance <= farthest; distance++) {
      System.arraycopy(
          byBucket, bucket(distance) * heads, byDistance, (distance + farthest) * heads, heads);
    }
    return byDistance;
  }

  /// T5's rule: one half of the buckets looks ahead; near places have a bucket each, and farther
  /// ones share theirs, on a logarithmic scale.
  private int bucket(int distance) {
    int side = buckets / 2;
    int exact = side / 2;
    int from = distance > 0 ? side : 0;
    int far = Math.abs(distance);
    if (far < exact) {
      return from + far;
    }
    float scale = (float) Math.log((double) farthest / exact);
    float position = (float) Math.log((float) far / exact) / scale * (side - exact);
    return from + Math.min(side - 1, exact + (int) position);
  }

  private String norm(String prefix, String stream) throws IOException {
    String name = prefix + "layer_norm.weight";
    String scale = graph.weights(name, source.values(name), width);
    return graph.op(
        "SimplifiedLayerNormalization",
        List.of(stream, scale),
        attribute("axis", -1L),
        attribute("epsilon", epsilon));
  }

  private String attention(String prefix, String stream, String bias) throws IOException {
    int inner = heads * headWidth;
    float[] fused = joined(prefix + "q.weight", prefix + "k.weight", prefix + "v.weight");
    String all = linear(prefix + "qkv", stream, fused, width, 3 * inner);
    List<String> parts =
        graph.op(
            "Split", List.of(all, graph.integers(inner, inner, inner)), 3, attribute("axis", 1L));
    String query = heads(parts.get(0), 1, 0, 2);
    String key = heads(parts.get(1), 1, 2, 0);
    String value = heads(parts.get(2), 1, 0, 2);
    String scores = graph.op("Add", List.of(graph.op("MatMul", List.of(query, key)), bias));
    String shares = graph.op("Softmax", List.of(scores), attribute("axis", -1L));
    String mixed = graph.op("MatMul", List.of(shares, value));
    String turned = graph.op("Transpose", List.of(mixed), attribute("perm", 1, 0, 2));
    String flat = graph.op("Reshape", List.of(turned, graph.integers(-1, inner)));
    return linear(prefix + "o", flat, source.values(prefix + "o.weight"), inner, width);
  }

  private String heads(String flat, int... order) {
    String apart = graph.op("Reshape", List.of(flat, graph.integers(-1, heads, headWidth)));
    return graph.op("Transpose", List.of(apart), attribute("perm", order));
  }

  private String feedForward(String prefix, String stream) throws IOException {
    int inner = source.shape(prefix + "wi.weight")[0];
    String wide = linear(prefix + "wi", stream, source.values(prefix + "wi.weight"), width, inner);
    String open = graph.op("Relu", List.of(wide));
    return linear(prefix + "wo", open, source.values(prefix + "wo.weight"), inner, width);
  }

  private float[] joined(String... names) throws IOException {
    float[] first = source.values(names[0]);
    float[] all = new float[names.length * first.length];
    for (int i = 0; i < names.length; i++) {
      float[] part = i == 0 ? first : source.values(names[i]);
      System.arraycopy(part, 0, all, i * first.length, first.length);
    }
    return all;
  }

  /// `stream · weightsᵀ`; the weights are `[outputs][inputs]`, as checkpoints have them.
  private String linear(String name, String stream, float[] weights, int inputs, int outputs)
      throws IOException {
    if (precision == Precision.FULL) {
      String matrix = graph.weights(name, weights, outputs, inputs);
      return graph.op("Gemm", List.of(stream, matrix), attribute("transB", 1L));
    }
    EightBit packed = EightBit.of(weights, inputs, BLOCK, 128);
    int rowBlocks = Math.ceilDiv(inputs, BLOCK);
    String bytes =
        graph.weights(name, GraphWriter.Type.UINT8, packed.values, outputs, rowBlocks, BLOCK);
    String scales = graph.weights(name + ".scale", packed.scales, outputs * rowBlocks);
    return graph.ortOp(
        "MatMulNBits",
        List.of(stream, bytes, scales),
        attribute("K", (long) inputs),
        attribute("N", (long) outputs),
        attribute("bits", 8L),
        attribute("block_size", (long) BLOCK));
  }

  /// Rows of numbers as bytes: `(byte − zero) × scale`, with one scale a block.
  private static final class EightBit {
    private final ByteBuffer values;
    private final float[] scales;

    private EightBit(ByteBuffer values, float[] scales) {
      this.values = values;
      this.scales = scales;
    }

    static EightBit of(float[] weights, int rowLength, int blockLength, int zero) {
      int rowBlocks = Math.ceilDiv(rowLength, blockLength);
      int rows = weights.length / rowLength;
      float[] scales = new float[rows * rowBlocks];
      ByteBuffer bytes =
          ByteBuffer.allocate(scales.length * blockLength).order(ByteOrder.LITTLE_ENDIAN);
      for (int block = 0; block < scales.length; block++) {
        int row = block / rowBlocks * rowLength;
        int from = row + block % rowBlocks * blockLength;
        int to = Math.min(from + blockLength, row + rowLength);
        scales[block] = largest(weights, from, to) / LARGEST_BYTE;
        for (int i = from; i < from + blockLength; i++) {
          float value = i < to && scales[block] != 0 ? weights[i] / scales[block] : 0;
          bytes.put((byte) (Math.round(value) + zero));
        }
      }
      return new EightBit(bytes.flip(), scales);
    }

    private static float largest(float[] weights, int from, int to) {
      float most = 0;
      for (int i = from; i < to; i++) {
        most = Math.max(most, Math.abs(weights[i]));
      }
      return most;
    }
  }
}
