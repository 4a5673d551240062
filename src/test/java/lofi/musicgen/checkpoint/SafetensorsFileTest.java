package lofi.musicgen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void readsFloatsOfThreeKinds() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(1.5f).putFloat(-2f).putFloat(1e-9f).putFloat(3f);
    data.putShort(Float.floatToFloat16(0.5f)).putShort(Float.floatToFloat16(-7f));
    data.putShort((short) 0x3fc0).putShort((short) 0xc000);
    Map<String, Tensor> tensors =
        read(
            """
            {"__metadata__":{"format":"pt"},
             "a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},
             "b":{"dtype":"F16","shape":[2],"data_offsets":[16,20]},
             "c":{"dtype":"BF16","shape":[2],"data_offsets":[20,24]}}\
            """,
            data.array());
    assertArrayEquals(new float[] {1.5f, -2f, 1e-9f, 3f}, tensor(tensors, "a").read());
    assertArrayEquals(new float[] {1e-9f, 3f}, tensor(tensors, "a").readRows(1, 1));
    assertArrayEquals(new float[] {0.5f, -7f}, tensor(tensors, "b").read());
    assertArrayEquals(new float[] {1.5f, -2f}, tensor(tensors, "c").read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "outside the file         | {'a':{'dtype':'F32','shape':[4],'data_offsets':[16,32]}}",
        "below zero               | {'a':{'dtype':'F32','shape':[4],'data_offsets':[-16,0]}}",
        "end before begin         | {'a':{'dtype':'F32','shape':[4],'data_offsets':[16,0]}}",
        "larger than its bytes    | {'a':{'dtype':'F32','shape':[5],'data_offsets':[0,16]}}",
        "sizes whose product wraps| {'a':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,16]}}",
        "a size that is no int    | {'a':{'dtype':'F32','shape':[4294967300],'data_offsets':[0,16]}}",
        "a size below zero        | {'a':{'dtype':'F32','shape':[-4],'data_offsets':[0,16]}}",
        "an unknown type          | {'a':{'dtype':'Q4','shape':[4],'data_offsets':[0,16]}}",
        "one offset               | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0]}}",
        "no offsets               | {'a':{'dtype':'F32','shape':[4]}}",
        "overlap                  | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]},'b':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}}",
        "a name twice             | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]},'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}",
        "no object                | [1]",
        "broken JSON              | {'a':",
      })
  void refusesADescriptionThatCannotBe(String what, String header) {
    assertThrows(
        MalformedFileException.class, () -> read(header.replace('\'', '"'), new byte[16]), what);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 17, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void refusesAHeaderThatDoesNotFitTheFile(long length) throws IOException {
    byte[] file = new byte[24];
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path path = Files.write(folder.resolve("hostile.safetensors"), file);
    assertThrows(MalformedFileException.class, () -> SafetensorsFile.tensors(path));
  }

  @Test
  void refusesShardsWithNamesThatLeadElsewhere() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    for (String name :
        List.of("../x.safetensors", "/etc/passwd", "a/b.safetensors", ".safetensors")) {
      Files.writeString(
          folder.resolve("model.safetensors.index.json"),
          "{\"weight_map\":{\"a\":\"" + name + "\"}}");
      var refusal = assertThrows(MalformedFileException.class, () -> Checkpoint.open(folder));
      assertTrue(refusal.reason().contains("no file name"), refusal.reason());
    }
  }

  @Test
  void joinsTheShardsThatTheIndexNames() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    write(
        "one-of-2.safetensors", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
    write(
        "two-of-2.safetensors", "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        """
        {"weight_map":{"a":"one-of-2.safetensors","b":"two-of-2.safetensors"}}\
        """);
    Checkpoint checkpoint = Checkpoint.open(folder);
    assertEquals(1, checkpoint.tensor("a").size());
    assertEquals(1, checkpoint.tensor("b").size());
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name));
  }

  private void write(String name, String header) throws IOException {
    Files.write(folder.resolve(name), file(header, new byte[4]));
  }

  private Map<String, Tensor> read(String header, byte[] data) throws IOException {
    return SafetensorsFile.tensors(
        Files.write(folder.resolve("test.safetensors"), file(header, data)));
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
