package lofi.musicgen;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lofi.musicgen.checkpoint.JsonObject;

/// A small MusicGen of the true architecture with random weights, and what the reference library
/// makes of it (`src/test/resources/musicgen-tiny`, see its README).
///
/// Its ONNX files hold the weights of `hf/model.safetensors` once more, so the repository has a
/// recipe for each: what to copy from where, and the bytes that stand nowhere else.
public final class TinyModel {
  private static final Path RESOURCES = Path.of("src/test/resources/musicgen-tiny");
  private static final Path ASSEMBLED = Path.of("target/musicgen-tiny");

  private TinyModel() {}

  /// The folder of the checkpoint with its configuration and tokenizer.
  public static Path checkpoint() {
    return RESOURCES.resolve("hf");
  }

  public static JsonObject config() {
    try {
      return JsonObject.read(checkpoint().resolve("config.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TensorFile weights() {
    return TensorFile.open(checkpoint().resolve("model.safetensors"));
  }

  /// What the reference library computed, by the name of the file.
  public static TensorFile golden(String name) {
    return TensorFile.open(RESOURCES.resolve("golden").resolve(name + ".safetensors"));
  }

  /// A published file, such as `onnx/text_encoder.onnx`, byte for byte.
  public static Path published(String name) {
    Path target = ASSEMBLED.resolve(name);
    if (!Files.exists(target)) {
      try {
        assemble(name, target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return target;
  }

  private static void assemble(String name, Path target) throws IOException {
    byte[] whole;
    try (InputStream file = Files.newInputStream(RESOURCES.resolve(name + ".recipe"));
        DataInputStream recipe = new DataInputStream(new GZIPInputStream(file))) {
      whole = follow(recipe);
    }
    Files.createDirectories(target.getParent());
    Path unfinished = Files.createTempFile(target.getParent(), "assembled", ".part");
    Files.write(unfinished, whole);
    Files.move(unfinished, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] follow(DataInputStream recipe) throws IOException {
    List<byte[]> sources = new ArrayList<>();
    int count = recipe.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      sources.add(source(recipe.readUTF()));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int step = recipe.read(); step >= 0; step = recipe.read()) {
      switch (step) {
        case 'L' -> whole.writeBytes(recipe.readNBytes(recipe.readInt()));
        case 'C' -> {
          byte[] from = sources.get(recipe.readUnsignedByte());
          int offset = recipe.readInt();
          whole.write(from, offset, recipe.readInt());
        }
        case 'T' -> {
          byte[] from = sources.get(recipe.readUnsignedByte());
          copyTransposed(from, recipe.readInt(), recipe.readInt(), recipe.readInt(), whole);
        }
        default -> throw new IOException("No such step in a recipe: " + step);
      }
    }
    return whole.toByteArray();
  }

  private static byte[] source(String name) throws IOException {
    boolean isPublished = name.startsWith("onnx");
    return Files.readAllBytes(isPublished ? published(name) : RESOURCES.resolve(name));
  }

  private static void copyTransposed(
      byte[] from, int offset, int rows, int columns, ByteArrayOutputStream to) {
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        to.write(from, offset + 4 * (row * columns + column), 4);
      }
    }
  }
}
