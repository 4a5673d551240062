package lofi.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/// The other end of a channel, which may send whatever bytes it likes.
final class RawPeer implements AutoCloseable {
  private final InputStream in;
  private final OutputStream out;
  private final ValueReader reader;

  RawPeer(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
    this.reader = new ValueReader(MessagePack.newDefaultUnpacker(in));
  }

  void send(@Nullable Object... fields) throws IOException {
    sendBytes(message(fields));
  }

  void sendBytes(byte... bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  List<@Nullable Object> receive() throws Exception {
    return reader.readMessage();
  }

  void stopSending() throws IOException {
    out.close();
  }

  @Override
  public void close() throws IOException {
    out.close();
    in.close();
  }

  static byte[] message(@Nullable Object... fields) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      pack(packer, Arrays.asList(fields));
      return packer.toByteArray();
    }
  }

  private static void pack(MessagePacker packer, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> packer.packNil();
      case String text -> packer.packString(text);
      case Number number -> packer.packLong(number.longValue());
      case byte[] bytes -> packer.packBinaryHeader(bytes.length).writePayload(bytes);
      case List<?> list -> {
        packer.packArrayHeader(list.size());
        for (Object element : list) {
          pack(packer, element);
        }
      }
      case Map<?, ?> map -> {
        packer.packMapHeader(map.size());
        for (var entry : map.entrySet()) {
          pack(packer, entry.getKey());
          pack(packer, entry.getValue());
        }
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }
}
