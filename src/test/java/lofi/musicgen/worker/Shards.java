package lofi.musicgen.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.checkpoint.JsonObject;

/// Splits a checkpoint into several files with an index, as large models are published.
final class Shards {
  private final byte[] file;
  private final JsonObject header;
  private final int dataAt;

  private Shards(byte[] file) {
    this.file = file;
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    dataAt = 8 + length;
    header = JsonObject.parse(Arrays.copyOfRange(file, 8, dataAt));
  }

  static void split(Path folder, int count) throws IOException {
    Path whole = folder.resolve("model.safetensors");
    Shards shards = new Shards(Files.readAllBytes(whole));
    List<String> map = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(i + 1, count);
      List<String> tensors = shards.tensors(i, count);
      Files.write(folder.resolve(name), shards.shard(tensors));
      tensors.forEach(tensor -> map.add("\"%s\":\"%s\"".formatted(tensor, name)));
    }
    String index = "{\"weight_map\":{%s}}".formatted(String.join(",", map));
    Files.writeString(folder.resolve("model.safetensors.index.json"), index);
    Files.delete(whole);
  }

  /// Every count-th tensor, so that each layer is spread over all files.
  private List<String> tensors(int first, int count) {
    List<String> all =
        header.members().keySet().stream().filter(name -> !name.startsWith("__")).toList();
    List<String> some = new ArrayList<>();
    for (int i = first; i < all.size(); i += count) {
      some.add(all.get(i));
    }
    return some;
  }

  private byte[] shard(List<String> tensors) {
    List<String> entries = new ArrayList<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String name : tensors) {
      JsonObject tensor = header.object(name);
      int[] offsets = tensor.integers("data_offsets");
      int from = data.size();
      data.write(file, dataAt + offsets[0], offsets[1] - offsets[0]);
      entries.add(
          "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  name,
                  tensor.text("dtype"),
                  Arrays.toString(tensor.integers("shape")),
                  from,
                  data.size()));
    }
    byte[] json = "{%s}".formatted(String.join(",", entries)).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data.toByteArray())
        .array();
  }
}
