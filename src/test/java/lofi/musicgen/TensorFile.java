package lofi.musicgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.onnx.WeightSource;

/// A safetensors file read whole, as simply as it goes: a second opinion beside the real reader.
public final class TensorFile implements WeightSource {
  private final JsonObject header;
  private final ByteBuffer data;

  private TensorFile(JsonObject header, ByteBuffer data) {
    this.header = header;
    this.data = data;
  }

  static TensorFile open(Path file) {
    try {
      ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[(int) whole.getLong()];
      whole.get(header);
      return new TensorFile(JsonObject.parse(header), whole.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean has(String name) {
    return header.has(name);
  }

  @Override
  public int[] shape(String name) {
    return header.object(name).integers("shape");
  }

  @Override
  public float[] values(String name) {
    float[] values = new float[bytes(name).remaining() / 4];
    bytes(name).asFloatBuffer().get(values);
    return values;
  }

  /// A tensor of 64-bit whole numbers, row by row.
  public int[][] rows(String name) {
    int[] shape = shape(name);
    ByteBuffer bytes = bytes(name);
    int[][] rows = new int[shape[0]][shape[1]];
    for (int[] row : rows) {
      Arrays.setAll(row, _ -> (int) bytes.getLong());
    }
    return rows;
  }

  private ByteBuffer bytes(String name) {
    int[] offsets = header.object(name).integers("data_offsets");
    return data.slice(offsets[0], offsets[1] - offsets[0]).order(ByteOrder.LITTLE_ENDIAN);
  }
}
