package lofi.musicgen.decoder;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;
import org.jspecify.annotations.Nullable;

/// Our own file of packed decoder weights.
///
/// Sections come first, each on a 64-byte boundary and with a CRC-32C. The index, in JSON, comes
/// last, so that a converter streams and a file that was cut off has none. The last 16 bytes are
/// the index's length and CRC-32C (both little-endian ints) and [#MAGIC].
///
/// What a step reads as a whole is copied into large pages, unless memory matters more than speed;
/// embeddings, of which it reads a few rows, and what is needed once a prompt stay in the file and
/// are mapped.
public final class PackedFile implements WeightSections, Closeable {
  public static final String NAME = "decoder.lofi";
  public static final int ALIGNMENT = 64;
  public static final int VERSION = 2;
  public static final int TRAILER_BYTES = 16;

  /// `LOFIDEC1` in the order of the bytes.
  public static final long MAGIC = 0x31434544_49464f4cL;

  private static final int LONGEST_INDEX = 1 << 24;
  private static final String PLAIN = "plain";

  private final FileChannel channel;
  private final Arena arena;
  private final DecoderShape shape;
  private final Quantization quantization;
  private final Map<String, Section> sections;
  private final @Nullable SegmentAllocator everyStep; // null: everything stays in the file

  private record Section(
      String name, long offset, long bytes, int rows, int columns, String layout, int crc) {}

  private PackedFile(
      FileChannel channel, Arena arena, boolean copies, JsonObject index, long indexAt) {
    this.channel = channel;
    this.arena = arena;
    if (index.integer("version") != VERSION) {
      throw new MalformedFileException("The packed weights are of another version: convert again");
    }
    shape = ShapeJson.read(index.object("shape"));
    quantization = quantization(index.text("quantization"));
    sections = sections(index, indexAt);
    everyStep =
        copies ? SegmentAllocator.slicingAllocator(LargePages.allocate(tileBytes(), arena)) : null;
  }

  /// Opens a file whose weights will live as long as `arena`.
  public static PackedFile open(Path path, Arena arena) throws IOException {
    return open(path, arena, true);
  }

  /// Opens a file of which nothing is copied into memory.
  static PackedFile openMapped(Path path, Arena arena) throws IOException {
    return open(path, arena, false);
  }

  private static PackedFile open(Path path, Arena arena, boolean copies) throws IOException {
    FileChannel channel = FileChannel.open(path);
    try {
      return read(channel, arena, copies);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static PackedFile read(FileChannel channel, Arena arena, boolean copies)
      throws IOException {
    long trailerAt = channel.size() - TRAILER_BYTES;
    if (trailerAt < 0) {
      throw notWhole();
    }
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, trailer, trailerAt);
    int length = trailer.getInt();
    int crc = trailer.getInt();
    if (trailer.getLong() != MAGIC || length < 0 || length > Math.min(trailerAt, LONGEST_INDEX)) {
      throw notWhole();
    }
    ByteBuffer index = ByteBuffer.allocate(length);
    readFully(channel, index, trailerAt - length);
    if (crc(index) != crc) {
      throw notWhole();
    }
    JsonObject json = JsonObject.parse(index.array());
    return new PackedFile(channel, arena, copies, json, trailerAt - length);
  }

  private static MalformedFileException notWhole() {
    return new MalformedFileException("The packed weights are not whole: convert again");
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, at + into.position()) < 0) {
        throw new EOFException("The packed weights end too early");
      }
    }
    into.flip();
  }

  private static Quantization quantization(String label) {
    return Quantization.labelled(label)
        .orElseThrow(() -> new MalformedFileException("Unknown quantization " + label));
  }

  private static Map<String, Section> sections(JsonObject index, long indexAt) {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (JsonObject section : index.objects("sections")) {
      sections.put(section.text("name"), section(section, indexAt));
    }
    return sections;
  }

  private static Section section(JsonObject json, long indexAt) {
    long offset = (long) json.real("offset");
    long bytes = (long) json.real("bytes");
    boolean isInside = offset >= 0 && bytes >= 0 && bytes <= indexAt && offset <= indexAt - bytes;
    if (!isInside || offset % ALIGNMENT != 0 || bytes > Integer.MAX_VALUE) {
      throw new MalformedFileException("A section of the packed weights lies outside the file");
    }
    return new Section(
        json.text("name"),
        offset,
        bytes,
        json.integer("rows"),
        json.integer("columns"),
        json.text("layout"),
        (int) (long) json.real("crc32c"));
  }

  /// Room for all tiles: more than is copied, but memory that nobody touches costs nothing.
  private long tileBytes() {
    long bytes = ALIGNMENT;
    for (Section section : sections.values()) {
      bytes += section.layout.equals(PLAIN) ? 0 : section.bytes + ALIGNMENT;
    }
    return bytes;
  }

  @Override
  public DecoderShape shape() {
    return shape;
  }

  @Override
  public Quantization quantization() {
    return quantization;
  }

  @Override
  public boolean has(String name) {
    return sections.containsKey(name);
  }

  @Override
  public MemorySegment tiles(String name, Quantization layout, int inputs, int outputs) {
    Section section = tileSection(name, layout, inputs, outputs);
    if (everyStep == null) {
      return mapped(section);
    }
    MemorySegment copy = everyStep.allocate(section.bytes, ALIGNMENT);
    try {
      readFully(channel, copy.asByteBuffer(), section.offset);
    } catch (IOException e) {
      throw new UncheckedIOException("The packed weights cannot be read", e);
    }
    return checked(section, copy);
  }

  @Override
  public MemorySegment rareTiles(String name, Quantization layout, int inputs, int outputs) {
    return mapped(tileSection(name, layout, inputs, outputs));
  }

  private Section tileSection(String name, Quantization layout, int inputs, int outputs) {
    long bytes = layout.tileBytes(inputs) * (outputs / LinearLayer.TILE);
    return section(name, layout.label(), outputs, inputs, bytes);
  }

  @Override
  public MemorySegment floats(String name, int rows, int columns) {
    return mapped(section(name, PLAIN, rows, columns, (long) rows * columns * Float.BYTES));
  }

  private Section section(String name, String layout, int rows, int columns, long bytes) {
    Section section = sections.get(name);
    if (section == null
        || !section.layout.equals(layout)
        || section.rows != rows
        || section.columns != columns
        || section.bytes != bytes) {
      throw new MalformedFileException("The packed weights do not fit their shape at " + name);
    }
    return section;
  }

  private MemorySegment mapped(Section section) {
    try {
      MemorySegment bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, section.offset, section.bytes, arena);
      checked(section, bytes).unload(); // the check has read it all, a step reads a few rows
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The packed weights cannot be read", e);
    }
  }

  private static MemorySegment checked(Section section, MemorySegment bytes) {
    if (crc(bytes.asByteBuffer()) != section.crc) {
      throw new MalformedFileException("The packed weights are damaged at " + section.name);
    }
    return bytes;
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /// Closes the file; what was read stays as long as the arena.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
