package lofi.musicgen.onnx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Writes one ONNX file, node by node, with its weights in a second file beside it.
///
/// ONNX Runtime maps that second file into memory instead of reading it. Field numbers are those of
/// `onnx.proto`. Every method that adds something answers the name of what it gives.
final class GraphWriter implements Closeable {
  /// How the values of a tensor are stored, with ONNX's own numbers.
  enum Type {
    FLOAT(1),
    UINT8(2),
    INT8(3),
    INT64(7);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  private static final int OPSET = 17;
  private static final int IR_VERSION = 10;
  private static final int ALIGNMENT = 4096; // a page, so that weights can be mapped
  private static final String MICROSOFT = "com.microsoft";

  private final Path file;
  private final String dataName;
  private final FileChannel data;
  private final List<Protobuf> nodes = new ArrayList<>();
  private final List<Protobuf> initializers = new ArrayList<>();
  private final List<Protobuf> inputs = new ArrayList<>();
  private final List<Protobuf> outputs = new ArrayList<>();
  private long dataLength;

  GraphWriter(Path file) throws IOException {
    this.file = file;
    this.dataName = file.getFileName() + ".data";
    this.data =
        FileChannel.open(
            file.resolveSibling(dataName),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  static Protobuf attribute(String name, long value) {
    return new Protobuf().text(1, name).integer(3, value).integer(20, 2);
  }

  static Protobuf attribute(String name, float value) {
    return new Protobuf().text(1, name).real(2, value).integer(20, 1);
  }

  static Protobuf attribute(String name, String value) {
    return new Protobuf().text(1, name).text(4, value).integer(20, 3);
  }

  static Protobuf attribute(String name, int... values) {
    Protobuf attribute = new Protobuf().text(1, name);
    for (int value : values) {
      attribute.integer(8, value);
    }
    return attribute.integer(20, 7);
  }

  /// @param shape −1 for a size that is free
  String input(String name, Type type, int... shape) {
    inputs.add(value(name, type, shape));
    return name;
  }

  /// Makes a value of the graph one of its outputs.
  void output(String name, String value, int... shape) {
    node("", "Identity", List.of(value), List.of(name));
    outputs.add(value(name, Type.FLOAT, shape));
  }

  private static Protobuf value(String name, Type type, int[] shape) {
    Protobuf axes = new Protobuf();
    for (int axis = 0; axis < shape.length; axis++) {
      Protobuf size = new Protobuf();
      if (shape[axis] < 0) {
        size.text(2, name + "." + axis);
      } else {
        size.integer(1, shape[axis]);
      }
      axes.message(1, size);
    }
    Protobuf tensorType = new Protobuf().integer(1, type.number).message(2, axes);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensorType));
  }

  /// Adds a standard operator with one output.
  String op(String operator, List<String> operands, Protobuf... attributes) {
    return op(operator, operands, 1, attributes).getFirst();
  }

  /// Adds a standard operator with several outputs.
  List<String> op(String operator, List<String> operands, int results, Protobuf... attributes) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      names.add(operator + "." + nodes.size() + "." + i);
    }
    node("", operator, operands, names, attributes);
    return names;
  }

  /// Adds one of ONNX Runtime's own operators.
  String ortOp(String operator, List<String> operands, Protobuf... attributes) {
    String name = operator + "." + nodes.size();
    node(MICROSOFT, operator, operands, List.of(name), attributes);
    return name;
  }

  private void node(
      String domain,
      String operator,
      List<String> operands,
      List<String> results,
      Protobuf... attributes) {
    Protobuf node = new Protobuf();
    operands.forEach(name -> node.text(1, name));
    results.forEach(name -> node.text(2, name));
    node.text(4, operator);
    for (Protobuf attribute : attributes) {
      node.message(5, attribute);
    }
    nodes.add(domain.isEmpty() ? node : node.text(7, domain));
  }

  /// A few whole numbers, such as the shape that an operator asks for.
  String integers(long... values) {
    return constant(values, values.length);
  }

  /// One whole number without an axis.
  String integer(long value) {
    return constant(new long[] {value});
  }

  private String constant(long[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    String name = "constant." + initializers.size();
    initializers.add(tensor(name, Type.INT64, shape).bytes(9, raw.array()));
    return name;
  }

  String weights(String name, float[] values, int... shape) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return weights(name, Type.FLOAT, raw, shape);
  }

  String weights(String name, Type type, ByteBuffer raw, int... shape) throws IOException {
    dataLength = Math.ceilDiv(dataLength, ALIGNMENT) * ALIGNMENT;
    int length = raw.remaining();
    for (long at = dataLength; raw.hasRemaining(); ) {
      at += data.write(raw, at);
    }
    initializers.add(
        tensor(name, type, shape)
            .message(13, external("location", dataName))
            .message(13, external("offset", Long.toString(dataLength)))
            .message(13, external("length", Integer.toString(length)))
            .integer(14, 1));
    dataLength += length;
    return name;
  }

  private static Protobuf tensor(String name, Type type, int... shape) {
    Protobuf tensor = new Protobuf();
    for (int size : shape) {
      tensor.integer(1, size);
    }
    return tensor.integer(2, type.number).text(8, name);
  }

  private static Protobuf external(String key, String value) {
    return new Protobuf().text(1, key).text(2, value);
  }

  /// Writes the graph itself, when all of it has been added.
  void finish() throws IOException {
    Protobuf graph = new Protobuf();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, "lofi");
    initializers.forEach(tensor -> graph.message(5, tensor));
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    Protobuf model =
        new Protobuf()
            .integer(1, IR_VERSION)
            .text(2, "lofi.nvim")
            .message(7, graph)
            .message(8, new Protobuf().text(1, "").integer(2, OPSET))
            .message(8, new Protobuf().text(1, MICROSOFT).integer(2, 1));
    data.force(true);
    Files.write(file, model.toByteArray());
  }

  @Override
  public void close() throws IOException {
    data.close();
  }
}
