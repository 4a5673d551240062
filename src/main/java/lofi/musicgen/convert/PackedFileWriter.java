package lofi.musicgen.convert;

import static lofi.musicgen.decoder.PackedFile.ALIGNMENT;
import static lofi.musicgen.decoder.PackedFile.MAGIC;
import static lofi.musicgen.decoder.PackedFile.TRAILER_BYTES;
import static lofi.musicgen.decoder.PackedFile.VERSION;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.decoder.ShapeJson;

/// Writes a [PackedFile], one section after the other and the index last.
final class PackedFileWriter implements Closeable {
  private final FileChannel channel;
  private final List<String> index = new ArrayList<>();
  private final CRC32C crc = new CRC32C();
  private long sectionAt;

  PackedFileWriter(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /// Begins a section on the next boundary.
  void beginSection() throws IOException {
    long end = channel.position();
    sectionAt = Math.ceilDiv(end, (long) ALIGNMENT) * ALIGNMENT;
    writeFully(ByteBuffer.allocate((int) (sectionAt - end)));
    crc.reset();
  }

  /// Adds to the section that was begun.
  void write(MemorySegment bytes) throws IOException {
    crc.update(bytes.asByteBuffer());
    writeFully(bytes.asByteBuffer());
  }

  /// Adds floats to the section that was begun.
  void write(float[] floats) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    crc.update(bytes.array());
    writeFully(bytes);
  }

  void endSection(String name, String layout, int rows, int columns) throws IOException {
    index.add(
        """
        {"name":"%s","layout":"%s","rows":%d,"columns":%d,"offset":%d,"bytes":%d,"crc32c":%d}\
        """
            .formatted(
                name,
                layout,
                rows,
                columns,
                sectionAt,
                channel.position() - sectionAt,
                crc.getValue()));
  }

  /// Writes the index and makes the file safe on disk.
  void finish(DecoderShape shape, Quantization quantization) throws IOException {
    byte[] json =
        """
        {"version":%d,"quantization":"%s","shape":%s,"sections":[
        %s
        ]}
        """
            .formatted(
                VERSION, quantization.label(), ShapeJson.write(shape), String.join(",\n", index))
            .getBytes(StandardCharsets.UTF_8);
    crc.reset();
    crc.update(json);
    writeFully(ByteBuffer.wrap(json));
    writeFully(trailer(json.length));
    channel.force(true);
  }

  private ByteBuffer trailer(int indexBytes) {
    return ByteBuffer.allocate(TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(indexBytes)
        .putInt((int) crc.getValue())
        .putLong(MAGIC)
        .flip();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
