package lofi.musicgen.installed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a file of packed weights for its precision, without the decoder that reads the rest.
///
/// The file ends with its index, in JSON, and 16 bytes: the index's length, its checksum, a mark.
final class PackedPrecision {
  private static final int TRAILER_BYTES = 16;
  private static final int LONGEST_INDEX = 1 << 24;

  private static final Pattern QUANTIZATION =
      Pattern.compile("\"quantization\"\\s*:\\s*\"(\\w+)\"");

  private PackedPrecision() {}

  /// The precision, or fp32 for a file that is not whole: opening it will say what is wrong.
  static Precision read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      Matcher found = QUANTIZATION.matcher(index(channel));
      return Precision.named(found.find() ? found.group(1) : "").orElse(Precision.FP32);
    } catch (IOException e) {
      return Precision.FP32;
    }
  }

  private static String index(FileChannel channel) throws IOException {
    long trailerAt = channel.size() - TRAILER_BYTES;
    int length = bytes(channel, trailerAt, Integer.BYTES).getInt();
    if (length < 0 || length > Math.min(trailerAt, LONGEST_INDEX)) {
      throw new IOException("The packed weights are not whole");
    }
    byte[] index = bytes(channel, trailerAt - length, length).array();
    return new String(index, StandardCharsets.UTF_8);
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
    if (at < 0) {
      throw new IOException("The packed weights are not whole");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
    return bytes.flip();
  }
}
