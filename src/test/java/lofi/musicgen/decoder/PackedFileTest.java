package lofi.musicgen.decoder;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import lofi.musicgen.checkpoint.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFileTest {
  @TempDir Path folder;

  @Test
  void refusesAFileThatWasCutOff() throws IOException {
    byte[] whole = sound();
    for (int length : new int[] {0, 15, 16, whole.length / 2, whole.length - 1}) {
      assertRefused(Arrays.copyOf(whole, length), "not whole");
    }
  }

  @Test
  void refusesAFileWithAFlippedBit() throws IOException {
    byte[] whole = sound();
    for (int at = 100; at < whole.length; at += whole.length / 50) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      if (!isPadding(whole, at)) {
        assertRefused(damaged, "");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\":2}",
        "{\"version\":1,\"quantization\":\"q8\",\"shape\":{\"hidden\":-5},\"sections\":[]}",
        "{\"version\":1,\"quantization\":\"q3\",\"shape\":SHAPE,\"sections\":[]}",
        "{\"version\":1,\"quantization\":\"q8\",\"shape\":SHAPE,\"sections\":[7]}",
        "{\"version\":1,\"quantization\":\"q8\",\"shape\":SHAPE,\"sections\":[]}",
        "{\"version\":1,\"quantization\":\"q8\",\"shape\":SHAPE,\"sections\":[{\"name\":\"norm\","
            + "\"offset\":9e18,\"bytes\":64,\"rows\":1,\"columns\":1,\"layout\":\"plain\",\"crc32c\":0}]}",
        "{\"version\":1,\"quantization\":\"q8\",\"shape\":SHAPE,\"sections\":[{\"name\":\"norm\","
            + "\"offset\":-64,\"bytes\":64,\"rows\":1,\"columns\":1,\"layout\":\"plain\",\"crc32c\":0}]}",
        "{\"version\":1,\"quantization\":\"q8\",\"shape\":SHAPE,\"sections\":[{\"name\":\"norm\","
            + "\"offset\":0,\"bytes\":1e12,\"rows\":1,\"columns\":1,\"layout\":\"q8\",\"crc32c\":0}]}",
      })
  void refusesAnIndexThatCannotBe(String index) throws IOException {
    DecoderShape shape = new DecoderShape(64, 1, 64, 1, 64, 1, 8, 8, 64, 64, 1);
    byte[] json = index.replace("SHAPE", ShapeJson.write(shape)).getBytes(StandardCharsets.UTF_8);
    CRC32C crc = new CRC32C();
    crc.update(json);
    ByteBuffer file =
        ByteBuffer.allocate(json.length + PackedFile.TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(json)
            .putInt(json.length)
            .putInt((int) crc.getValue())
            .putLong(PackedFile.MAGIC);
    assertRefused(file.array(), "");
  }

  private static byte[] sound() throws IOException {
    return Files.readAllBytes(PackedModels.folder(Quantization.Q4).resolve(PackedFile.NAME));
  }

  /// Zeros between sections belong to nothing.
  private static boolean isPadding(byte[] whole, int at) {
    for (int i = Math.max(0, at - 8); i <= Math.min(whole.length - 1, at + 8); i++) {
      if (whole[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void assertRefused(byte[] file, String reason) throws IOException {
    Files.write(folder.resolve(PackedFile.NAME), file);
    var refusal =
        assertThrows(MalformedFileException.class, () -> VectorDecoder.open(folder, 1).close());
    assertTrue(refusal.reason().contains(reason), refusal.reason());
  }
}
