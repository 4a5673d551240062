package lofi.musicgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lays the small model's published files out as a user would have them.
public final class PublishedModels {
  private static final List<String> GRAPHS =
      List.of("text_encoder", "decoder_model_merged", "encodec_decode");

  private PublishedModels() {}

  /// The merged layout, fp32 and quantized, under the name `musicgen-tiny`.
  public static Path merged(Path parent) throws IOException {
    Path folder = parent.resolve("musicgen-tiny");
    for (String graph : GRAPHS) {
      copy(folder, "onnx/" + graph + ".onnx");
      copy(folder, "onnx/" + graph + "_quantized.onnx");
    }
    copySmallFiles(folder);
    return folder;
  }

  public static void copySmallFiles(Path folder) throws IOException {
    for (String name : List.of("config.json", "tokenizer.json")) {
      Files.copy(TinyModel.checkpoint().resolve(name), folder.resolve(name));
    }
  }

  private static void copy(Path folder, String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.copy(TinyModel.published(name), folder.resolve(name));
  }
}
