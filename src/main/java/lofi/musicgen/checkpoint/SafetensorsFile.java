package lofi.musicgen.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of contents of a safetensors file: eight bytes of length, JSON, then the numbers.
///
/// Nothing in the file is trusted: every size is checked against the file before it is used.
public final class SafetensorsFile {
  /// The format's own limit.
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";

  private final Path file;
  private final long dataAt;
  private final long dataBytes;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Extent> extents = new ArrayList<>();

  private record Extent(String name, long begin, long end) {}

  private SafetensorsFile(Path file, JsonObject header, long dataAt, long dataBytes) {
    this.file = file;
    this.dataAt = dataAt;
    this.dataBytes = dataBytes;
    header.members().keySet().forEach(name -> add(name, header));
    refuseOverlaps();
  }

  /// Reads the header and checks all of it.
  public static Map<String, Tensor> tensors(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = littleEndian(channel, 0, Long.BYTES).getLong();
      long room = channel.size() - Long.BYTES;
      if (length < 2 || length > room || length > LONGEST_HEADER) {
        throw refused(file, "its header would have " + Long.toUnsignedString(length) + " bytes");
      }
      byte[] json = littleEndian(channel, Long.BYTES, (int) length).array();
      JsonObject header = parse(file, json);
      return new SafetensorsFile(file, header, Long.BYTES + length, room - length).tensors;
    }
  }

  private static JsonObject parse(Path file, byte[] json) {
    try {
      return JsonObject.parse(json);
    } catch (MalformedFileException e) {
      throw refused(file, e.reason());
    }
  }

  private static ByteBuffer littleEndian(FileChannel channel, long at, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException("The file ends within its header");
      }
    }
    return buffer.flip();
  }

  private void add(String name, JsonObject header) {
    if (name.equals(METADATA)) {
      return;
    }
    JsonObject description = header.object(name);
    Element element = element(name, description.text("dtype"));
    List<Integer> shape = shape(name, description.array("shape"));
    Extent extent = extent(name, description.array("data_offsets"));
    Tensor tensor = new Tensor(file, name, element, shape, dataAt + extent.begin);
    if (bytes(tensor) != extent.end - extent.begin) {
      throw refused(file, name + " does not fit its shape");
    }
    tensors.put(name, tensor);
    extents.add(extent);
  }

  private Element element(String name, String type) {
    for (Element element : Element.values()) {
      if (element.name().equals(type)) {
        return element;
      }
    }
    throw refused(file, name + " holds " + type + ", and only F32, F16, BF16 and I64 are known");
  }

  private List<Integer> shape(String name, List<?> dimensions) {
    return dimensions.stream().map(d -> (int) number(name, d, Integer.MAX_VALUE)).toList();
  }

  private Extent extent(String name, List<?> offsets) {
    if (offsets.size() != 2) {
      throw refused(file, name + " needs two offsets");
    }
    long begin = number(name, offsets.getFirst(), dataBytes);
    long end = number(name, offsets.getLast(), dataBytes);
    if (end < begin) {
      throw refused(file, name + " ends before it begins");
    }
    return new Extent(name, begin, end);
  }

  private long number(String name, @Nullable Object json, long largest) {
    if (json instanceof Long value && value >= 0 && value <= largest) {
      return value;
    }
    throw refused(file, name + " has a size or an offset that cannot be");
  }

  private long bytes(Tensor tensor) {
    long bytes = tensor.element().bytes();
    for (int dimension : tensor.shape()) {
      if (dimension != 0 && bytes > dataBytes / dimension) {
        throw refused(file, tensor.name() + " is larger than the file");
      }
      bytes *= dimension;
    }
    return bytes;
  }

  private void refuseOverlaps() {
    extents.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
    for (int i = 1; i < extents.size(); i++) {
      if (extents.get(i).begin < extents.get(i - 1).end) {
        throw refused(file, extents.get(i - 1).name + " and " + extents.get(i).name + " overlap");
      }
    }
  }

  private static MalformedFileException refused(Path file, String why) {
    return new MalformedFileException(file.getFileName() + " is not a sound model file: " + why);
  }
}
