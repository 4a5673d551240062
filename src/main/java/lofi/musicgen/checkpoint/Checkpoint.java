package lofi.musicgen.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A published model: its configuration and its tensors, in one file or in shards.
public final class Checkpoint {
  private static final String INDEX = "model.safetensors.index.json";

  private final Path folder;
  private final JsonObject config;
  private final Map<String, Tensor> tensors;

  private Checkpoint(Path folder, JsonObject config, Map<String, Tensor> tensors) {
    this.folder = folder;
    this.config = config;
    this.tensors = tensors;
  }

  /// Reads `config.json` and the headers of all safetensors files that make up the model.
  public static Checkpoint open(Path folder) throws IOException {
    JsonObject config = JsonObject.read(folder.resolve("config.json"));
    Map<String, Tensor> tensors = new HashMap<>();
    for (String file : files(folder)) {
      SafetensorsFile.tensors(folder.resolve(file)).forEach((name, tensor) -> add(tensors, tensor));
    }
    return new Checkpoint(folder, config, tensors);
  }

  private static void add(Map<String, Tensor> tensors, Tensor tensor) {
    if (tensors.put(tensor.name(), tensor) != null) {
      throw new MalformedFileException(tensor.name() + " is in two files");
    }
  }

  /// The files that belong to the model: shards, `model.safetensors`, or the only one there is.
  private static Set<String> files(Path folder) throws IOException {
    if (Files.exists(folder.resolve(INDEX))) {
      return shards(JsonObject.read(folder.resolve(INDEX)));
    }
    if (Files.exists(folder.resolve("model.safetensors"))) {
      return Set.of("model.safetensors");
    }
    try (var found = Files.newDirectoryStream(folder, "*.safetensors")) {
      Set<String> names = new TreeSet<>(Comparator.naturalOrder());
      found.forEach(file -> names.add(String.valueOf(file.getFileName())));
      if (names.size() == 1) {
        return names;
      }
    }
    throw new MalformedFileException("There is no model.safetensors in " + folder);
  }

  private static Set<String> shards(JsonObject index) {
    Set<String> names = new TreeSet<>();
    for (String tensor : index.object("weight_map").members().keySet()) {
      names.add(plainName(index.object("weight_map").text(tensor)));
    }
    return names;
  }

  /// A shard lies beside its index: a name that could lead elsewhere is refused.
  private static String plainName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
      throw new MalformedFileException(
          "A shard has the name \"" + name + "\", which is no file name");
    }
    return name;
  }

  public Path folder() {
    return folder;
  }

  public JsonObject config() {
    return config;
  }

  /// How many numbers all tensors have.
  public long parameters() {
    return tensors.values().stream().mapToLong(Tensor::size).sum();
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new MalformedFileException("The model has no tensor " + name);
    }
    return tensor;
  }
}
