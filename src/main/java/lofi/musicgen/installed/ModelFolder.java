package lofi.musicgen.installed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one model, found in its folder.
public record ModelFolder(
    Path folder, Path config, Path tokenizer, Path textEncoder, Decoder decoder, Codec codec) {
  /// Raised when our inference code changes so that the same request sounds different.
  private static final int SCHEMA = 1;

  private static final String OWN_DECODER = "decoder.lofi";

  /// The language model's files.
  public sealed interface Decoder {
    Precision precision();

    /// Our packed weights, which lie in this folder.
    record Packed(Path folder, Precision precision) implements Decoder {}

    record Merged(Path graph, Precision precision) implements Decoder {}

    record Split(Path firstStep, Path laterSteps, Precision precision) implements Decoder {}
  }

  /// The audio codec's files.
  public sealed interface Codec {
    record Chunked(Path recurrent, Path upsampler) implements Codec {}

    record Published(Path graph) implements Codec {}
  }

  /// What is missing, as a sentence, or the files that are to be used.
  public sealed interface Search {
    record Found(ModelFolder model) implements Search {}

    record Missing(String reason) implements Search {}
  }

  /// Looks for a model with the precision that is wanted, or the nearest that is there.
  public static Search find(Path folder, Precision wanted) {
    if (!Files.isDirectory(folder)) {
      return new Search.Missing("There is no folder " + folder);
    }
    return Files.isRegularFile(folder.resolve(OWN_DECODER))
        ? findOwn(folder)
        : findPublished(folder, wanted);
  }

  private static Search findOwn(Path folder) {
    ModelFolder own =
        new ModelFolder(
            folder,
            folder.resolve("config.json"),
            folder.resolve("tokenizer.json"),
            folder.resolve("text_encoder.onnx"),
            new Decoder.Packed(folder, PackedPrecision.read(folder.resolve(OWN_DECODER))),
            new Codec.Chunked(
                folder.resolve("codec_recurrent.onnx"), folder.resolve("codec_upsampler.onnx")));
    return Stream.of(own.config, own.tokenizer, own.textEncoder)
        .filter(file -> !Files.isRegularFile(file))
        .findFirst()
        .<Search>map(file -> missing(folder, String.valueOf(file.getFileName())))
        .orElseGet(() -> new Search.Found(own));
  }

  private static Search findPublished(Path folder, Precision wanted) {
    PublishedFiles files = new PublishedFiles(folder);
    Optional<Path> config = files.small("config.json");
    Optional<Path> tokenizer = files.small("tokenizer.json");
    Optional<Decoder> decoder = files.decoder(wanted);
    if (decoder.isEmpty()) {
      return missing(folder, isCheckpoint(folder) ? "converted decoder" : "decoder");
    }
    Precision precision = decoder.get().precision();
    Optional<Path> textEncoder = files.graph("text_encoder", precision);
    Optional<Path> codec = files.graph("encodec_decode", precision);
    if (config.isEmpty() || tokenizer.isEmpty()) {
      return missing(folder, config.isEmpty() ? "config.json" : "tokenizer.json");
    }
    if (textEncoder.isEmpty() || codec.isEmpty()) {
      return missing(folder, textEncoder.isEmpty() ? "text_encoder.onnx" : "encodec_decode.onnx");
    }
    return new Search.Found(
        new ModelFolder(
            folder,
            config.get(),
            tokenizer.get(),
            textEncoder.get(),
            decoder.get(),
            new Codec.Published(codec.get())));
  }

  private static Search missing(Path folder, String what) {
    return new Search.Missing("There is no " + what + " in " + folder);
  }

  /// Whether a folder holds the weights as Hugging Face publishes them, not converted yet.
  public static boolean isCheckpoint(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".safetensors"));
    } catch (IOException e) {
      return false;
    }
  }

  /// What the model is called: its folder's name, without the precision that may end it.
  public String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "model" : last.toString();
    String ending = "-" + precision().label();
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  public Precision precision() {
    return decoder.precision();
  }

  /// A part of every track's id: the same request with another version may sound different.
  public String version() {
    String layout = decoder instanceof Decoder.Packed ? "own" : "published";
    return String.join("-", List.of(name(), precision().label(), layout, "v" + SCHEMA));
  }
}
