package lofi.rpc;

import com.ensarsarajcic.neovim.java.corerpc.message.Message;
import com.ensarsarajcic.neovim.java.corerpc.message.NotificationMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.RequestMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.ResponseMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePack.PackerConfig;

/// Turns a message into its bytes.
final class ValueWriter {
  /// Most messages are short; a longer one takes more such pieces.
  private static final PackerConfig PACKING = new PackerConfig().withBufferSize(512);

  private final MessageBufferPacker packer;

  private ValueWriter(MessageBufferPacker packer) {
    this.packer = packer;
  }

  /// The whole frame of `message`.
  ///
  /// @throws IllegalArgumentException if it holds a value that MessagePack has no form for
  static byte[] frame(Message message) {
    try (MessageBufferPacker packer = PACKING.newBufferPacker()) {
      new ValueWriter(packer).write(message);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("A buffer in memory cannot fail", e);
    }
  }

  private void write(Message message) throws IOException {
    switch (message) {
      case RequestMessage request -> {
        packer.packArrayHeader(4).packInt(0).packLong(Integer.toUnsignedLong(request.getId()));
        writeString(request.getMethod());
        writeArray(request.getArguments());
      }
      case ResponseMessage response -> {
        packer.packArrayHeader(4).packInt(1).packLong(Integer.toUnsignedLong(response.getId()));
        var error = response.getError();
        write(error == null ? null : List.of(error.getId(), error.getMessage()));
        write(response.getResult());
      }
      case NotificationMessage notification -> {
        packer.packArrayHeader(3).packInt(2);
        writeString(notification.getName());
        writeArray(notification.getArguments());
      }
      default -> throw new IllegalArgumentException("Unknown message " + message.getType());
    }
  }

  private void write(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> packer.packNil();
      case Boolean flag -> packer.packBoolean(flag);
      case Double number -> packer.packDouble(number);
      case Float number -> packer.packFloat(number);
      case Long number -> packer.packLong(number);
      case Integer number -> packer.packInt(number);
      case Short number -> packer.packShort(number);
      case Byte number -> packer.packByte(number);
      case CharSequence text -> writeString(text.toString());
      case byte[] bytes -> packer.packBinaryHeader(bytes.length).writePayload(bytes);
      case Collection<?> values -> writeArray(values);
      case Map<?, ?> map -> writeMap(map);
      case RemoteHandle handle -> writeHandle(handle);
      default ->
          throw new IllegalArgumentException(
              "MessagePack has no form for a " + value.getClass().getName());
    }
  }

  /// Unlike `packString`, replaces what is not valid Unicode instead of failing.
  private void writeString(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    packer.packRawStringHeader(bytes.length).writePayload(bytes);
  }

  private void writeArray(Collection<?> values) throws IOException {
    packer.packArrayHeader(values.size());
    for (Object value : values) {
      write(value);
    }
  }

  private void writeMap(Map<?, ?> map) throws IOException {
    packer.packMapHeader(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      write(entry.getKey());
      write(entry.getValue());
    }
  }

  private void writeHandle(RemoteHandle handle) throws IOException {
    try (MessageBufferPacker number = MessagePack.newDefaultBufferPacker()) {
      number.packLong(handle.id());
      byte[] payload = number.toByteArray();
      packer.packExtensionTypeHeader((byte) handle.type(), payload.length).writePayload(payload);
    }
  }
}
