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
    if (message instanceof RequestMessage request) {
      packer.packArrayHeader(4).packInt(0).packLong(Integer.toUnsignedLong(request.getId()));
      writeString(request.getMethod());
      writeArray(request.getArguments());
    } else if (message instanceof ResponseMessage response) {
      packer.packArrayHeader(4).packInt(1).packLong(Integer.toUnsignedLong(response.getId()));
      var error = response.getError();
      write(error == null ? null : List.of(error.getId(), error.getMessage()));
      write(response.getResult());
    } else if (message instanceof NotificationMessage notification) {
      packer.packArrayHeader(3).packInt(2);
      writeString(notification.getName());
      writeArray(notification.getArguments());
    } else {
      throw new IllegalArgumentException("Unknown message " + message.getType());
    }
  }

  /// No switch over types: a JVM's first one takes 16 ms, and the first message goes out before the
  /// first sound.
  private void write(@Nullable Object value) throws IOException {
    if (value == null) {
      packer.packNil();
    } else if (value instanceof CharSequence text) {
      writeString(text.toString());
    } else if (value instanceof Boolean flag) {
      packer.packBoolean(flag);
    } else if (value instanceof Double number) {
      packer.packDouble(number);
    } else if (value instanceof Float number) {
      packer.packFloat(number);
    } else if (value instanceof Long number) {
      packer.packLong(number);
    } else if (value instanceof Integer number) {
      packer.packInt(number);
    } else if (value instanceof Short number) {
      packer.packShort(number);
    } else if (value instanceof Byte number) {
      packer.packByte(number);
    } else if (value instanceof byte[] bytes) {
      packer.packBinaryHeader(bytes.length).writePayload(bytes);
    } else if (value instanceof Collection<?> values) {
      writeArray(values);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof RemoteHandle handle) {
      writeHandle(handle);
    } else {
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
