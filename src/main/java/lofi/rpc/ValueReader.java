package lofi.rpc;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/// Reads messages value by value and trusts no length that they announce.
///
/// What is too deep, too long or too much is skipped and read as null, so that the next message is
/// still found; `wasCut` then says that the message is not whole. Memory grows only with bytes that
/// really came.
///
/// Whole numbers become `Long`, others `Double`, strings `String` with bytes that are not UTF-8
/// replaced, binary `byte[]`, maps `LinkedHashMap`, extensions that hold a number `RemoteHandle`,
/// other extensions null.
final class ValueReader {
  static final int MAX_DEPTH = 64;
  static final int MAX_BYTES_PER_VALUE = 16 << 20;
  static final int MAX_BYTES_PER_MESSAGE = 64 << 20;
  static final int MAX_VALUES_PER_MESSAGE = 1 << 20;

  /// A message has at most four fields; a header far above that is no message at all.
  private static final int MAX_FIELDS = 16;

  private static final int CHUNK_BYTES = 8192;

  private final MessageUnpacker unpacker;
  private final byte[] skipped = new byte[CHUNK_BYTES];
  private int valuesLeft;
  private int bytesLeft;
  private boolean cut;

  ValueReader(MessageUnpacker unpacker) {
    this.unpacker = unpacker;
  }

  boolean hasNext() throws IOException {
    return unpacker.hasNext();
  }

  /// Reads the fields of the next message.
  ///
  /// @throws MessageInsufficientBufferException if the input ends within it
  /// @throws FrameLostException if what comes is no message, so that nobody knows where one begins
  List<@Nullable Object> readMessage() throws IOException, FrameLostException {
    valuesLeft = MAX_VALUES_PER_MESSAGE;
    bytesLeft = MAX_BYTES_PER_MESSAGE;
    cut = false;
    try {
      return readArray(fieldCount(), 0);
    } catch (MessageInsufficientBufferException e) {
      throw e;
    } catch (MessagePackException e) {
      throw new FrameLostException("cannot decode (" + e + ")");
    }
  }

  private int fieldCount() throws IOException, FrameLostException {
    MessageFormat format = unpacker.getNextFormat();
    int fields = isArray(format) ? unpacker.unpackArrayHeader() : -1;
    if (fields < 0 || fields > MAX_FIELDS) {
      throw new FrameLostException("expected a message, got " + format);
    }
    return fields;
  }

  /// Whether the last message had parts that were too large to keep.
  boolean wasCut() {
    return cut;
  }

  private static boolean isArray(MessageFormat format) {
    return switch (format) {
      case FIXARRAY, ARRAY16, ARRAY32 -> true;
      default -> false;
    };
  }

  private @Nullable Object read(int depth) throws IOException {
    valuesLeft--;
    MessageFormat format = unpacker.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> readInteger(format);
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> readString(unpacker.unpackRawStringHeader());
      case BINARY -> readBytes(unpacker.unpackBinaryHeader());
      case ARRAY -> depth < MAX_DEPTH ? readArray(unpacker.unpackArrayHeader(), depth + 1) : skip();
      case MAP -> depth < MAX_DEPTH ? readMap(unpacker.unpackMapHeader(), depth + 1) : skip();
      case EXTENSION -> readExtension(unpacker.unpackExtensionTypeHeader());
    };
  }

  private Object readInteger(MessageFormat format) throws IOException {
    if (format != MessageFormat.UINT64) {
      return unpacker.unpackLong();
    }
    BigInteger value = unpacker.unpackBigInteger();
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value.doubleValue();
  }

  private @Nullable String readString(int length) throws IOException {
    byte[] bytes = readBytes(length);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private byte @Nullable [] readBytes(int length) throws IOException {
    if (length > MAX_BYTES_PER_VALUE || length > bytesLeft) {
      skipBytes(length);
      return null;
    }
    bytesLeft -= length;
    byte[] bytes = new byte[Math.min(length, CHUNK_BYTES)];
    int filled = 0;
    while (filled < length) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(length, bytes.length * 2));
      }
      unpacker.readPayload(bytes, filled, bytes.length - filled);
      filled = bytes.length;
    }
    return bytes;
  }

  private List<@Nullable Object> readArray(int length, int depth) throws IOException {
    List<@Nullable Object> values = new ArrayList<>(Math.min(length, 16));
    for (int i = 0; i < length; i++) {
      if (valuesLeft <= 0) {
        skipRest(length - i);
        break;
      }
      values.add(read(depth));
    }
    return values;
  }

  private Map<@Nullable Object, @Nullable Object> readMap(int length, int depth)
      throws IOException {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < length; i++) {
      if (valuesLeft <= 0) {
        skipRest(length - i);
        skipRest(length - i);
        break;
      }
      map.put(read(depth), read(depth));
    }
    return map;
  }

  private @Nullable RemoteHandle readExtension(ExtensionTypeHeader header) throws IOException {
    if (header.getLength() > 0 && header.getLength() <= 9) {
      byte[] payload = unpacker.readPayload(header.getLength());
      Long id = wholeNumber(payload);
      return id == null ? null : new RemoteHandle(header.getType(), id);
    }
    skipBytes(header.getLength());
    return null;
  }

  /// The MessagePack number that fills `bytes`, or null if they are something else.
  private static @Nullable Long wholeNumber(byte[] bytes) {
    byte first = bytes[0];
    return switch (first) {
      case (byte) 0xcc, (byte) 0xcd, (byte) 0xce, (byte) 0xcf -> number(bytes, 1 << (first & 3), 0);
      case (byte) 0xd0, (byte) 0xd1, (byte) 0xd2, (byte) 0xd3 ->
          number(bytes, 1 << (first & 3), bytes.length > 1 && bytes[1] < 0 ? -1 : 0);
      default -> bytes.length == 1 && first >= -32 ? Long.valueOf(first) : null;
    };
  }

  private static @Nullable Long number(byte[] bytes, int width, long signBits) {
    if (bytes.length != width + 1) {
      return null;
    }
    long value = signBits;
    for (int i = 1; i <= width; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private @Nullable Object skip() throws IOException {
    skipRest(1);
    return null;
  }

  private void skipRest(int values) throws IOException {
    cut = true;
    unpacker.skipValue(values);
  }

  private void skipBytes(int length) throws IOException {
    cut = true;
    for (int left = length; left > 0; left -= CHUNK_BYTES) {
      unpacker.readPayload(skipped, 0, Math.min(left, CHUNK_BYTES));
    }
  }
}
