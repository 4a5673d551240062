package lofi.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;

class ValueReaderTest {

  @Test
  void readsWholeNumbersOfAnyWidthAsLong() throws Exception {
    assertEquals(5L, value("05"));
    assertEquals(-1L, value("ff"));
    assertEquals(255L, value("ccff"));
    assertEquals(-128L, value("d080"));
    assertEquals(Long.MAX_VALUE, value("cf7fffffffffffffff"));
    assertEquals(Long.MIN_VALUE, value("d38000000000000000"));
  }

  @Test
  void readsWhatExceedsALongAsDouble() throws Exception {
    assertEquals(0x1p64, value("cfffffffffffffffff"));
  }

  @Test
  void readsFloatsOfBothWidthsAsDouble() throws Exception {
    assertEquals(1.5, value("ca3fc00000"));
    assertEquals(1.5, value("cb3ff8000000000000"));
  }

  @Test
  void replacesBytesThatAreNotUtf8() throws Exception {
    assertEquals("a\ufffdb", value("a3 61 ff 62"));
  }

  @Test
  void readsMapsInTheirOrder() throws Exception {
    assertEquals("{b=1, a=2, null=[]}", String.valueOf(value("83 a162 01 a161 02 c0 90")));
  }

  @Test
  void readsExtensionsThatHoldANumberAsHandles() throws Exception {
    assertEquals(new RemoteHandle(0, 3), value("d4 00 03"));
    assertEquals(new RemoteHandle(1, 1000), value("c7 03 01 cd03e8"));
    assertEquals(new RemoteHandle(2, 200), value("c7 02 02 ccc8"));
    assertEquals(new RemoteHandle(2, -2), value("d4 02 fe"));
    assertEquals(new RemoteHandle(2, -200), value("c7 03 02 d1ff38"));
  }

  @Test
  void readsOtherExtensionsAsNullAndGoesOn() throws Exception {
    assertEquals("[null, null, null, 7]", String.valueOf(value("94 d50a0102 c7000a d4 0a c1 07")));
  }

  @Test
  void readsLongStringsAndBytesWhole() throws Exception {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);

    assertArrayEquals(bytes, (byte[]) read(reader(RawPeer.message(bytes))));
    assertEquals("ü".repeat(1 << 20), read(reader(RawPeer.message("ü".repeat(1 << 20)))));
  }

  @Test
  void skipsWhatIsTooDeepAndSaysSo() throws Exception {
    ValueReader reader = reader("91" + "91".repeat(100_000) + "05" + "91 07");

    reader.readMessage();
    assertTrue(reader.wasCut());
    assertEquals(7L, read(reader));
    assertFalse(reader.wasCut());
  }

  @Test
  void skipsWhatIsTooLongAndSaysSo() throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.write(HexFormat.of().parseHex("92db01000001"));
    bytes.write(new byte[ValueReader.MAX_BYTES_PER_VALUE + 1]);
    bytes.write(HexFormat.of().parseHex("07" + "9108"));
    ValueReader reader = reader(bytes.toByteArray());

    List<@Nullable Object> message = reader.readMessage();
    assertNull(message.get(0));
    assertEquals(7L, message.get(1));
    assertTrue(reader.wasCut());
    assertEquals(8L, read(reader));
  }

  @Test
  void skipsValuesBeyondTheMostOfAMessage() throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.write(HexFormat.of().parseHex("91dd00200000"));
    bytes.write(new byte[0x200000]);
    bytes.write(HexFormat.of().parseHex("9108"));
    ValueReader reader = reader(bytes.toByteArray());

    var kept = (List<?>) reader.readMessage().get(0);
    assertTrue(kept.size() <= ValueReader.MAX_VALUES_PER_MESSAGE);
    assertTrue(reader.wasCut());
    assertEquals(8L, read(reader));
  }

  @Test
  void announcedLengthsCostNothing() throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<String> hostile =
        List.of(
            "db01000000", "c601000000", "dd7fffffff", "df7fffffff", "c901000000 05", "dbff000000");
    for (String header : hostile) {
      ValueReader reader = reader("91" + header);
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThrows(Exception.class, reader::readMessage, header);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < 200_000, () -> header + " cost " + allocated + " bytes");
    }
  }

  @Test
  void losesTheFrameWhenAMessageIsNoSmallArray() {
    assertThrows(FrameLostException.class, () -> reader("05").readMessage());
    assertThrows(FrameLostException.class, () -> reader("80").readMessage());
    assertThrows(FrameLostException.class, () -> reader("c1").readMessage());
    assertThrows(FrameLostException.class, () -> reader("dd7fffffff").readMessage());
  }

  @Test
  void endsWithinAValueWhenTheBytesEnd() {
    assertThrows(MessageInsufficientBufferException.class, () -> reader("92 01").readMessage());
    assertThrows(MessageInsufficientBufferException.class, () -> reader("91 a5 61").readMessage());
  }

  @Test
  void survivesRandomBytes() throws Exception {
    var random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      readToTheEnd(bytes);
    }
  }

  @Test
  void survivesRandomChangesToRealMessages() throws Exception {
    var random = new Random(43);
    byte[] message =
        RawPeer.message(0, 70000, "generate", List.of(Map.of("prompt", "rain", "seed", 1L << 40)));
    for (int round = 0; round < 20_000; round++) {
      byte[] mutant = message.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      readToTheEnd(mutant);
    }
  }

  /// Fails on any exception but the two that `IncomingMessages` knows.
  private static void readToTheEnd(byte[] bytes) throws IOException {
    ValueReader reader = reader(bytes);
    try {
      while (reader.hasNext()) {
        reader.readMessage();
      }
    } catch (FrameLostException | MessageInsufficientBufferException e) {
      assertTrue(bytes.length > 0);
    }
  }

  private static @Nullable Object value(String hex) throws Exception {
    return read(reader("91" + hex));
  }

  private static @Nullable Object read(ValueReader reader) throws Exception {
    return reader.readMessage().getFirst();
  }

  private static ValueReader reader(String hex) {
    return reader(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static ValueReader reader(byte[] bytes) {
    return new ValueReader(MessagePack.newDefaultUnpacker(new ByteArrayInputStream(bytes)));
  }
}
