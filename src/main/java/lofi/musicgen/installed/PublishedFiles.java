package lofi.musicgen.installed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds ONNX files under the names and in the folders that publishers give them.
///
/// Known are `onnx/<graph>[_quantized].onnx` with the small files beside that folder, and
/// `small_fp32/<graph>.onnx` and its like with the small files in `small`; either kind also when
/// the folder of the graphs itself is given.
final class PublishedFiles {
  private final Path folder;

  PublishedFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// A configuration or tokenizer file.
  Optional<Path> small(String name) {
    return Stream.of(
            folder, folder.resolve("small"), folder.resolveSibling("small"), parentOf(folder))
        .map(place -> place.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path parentOf(Path folder) {
    Path parent = folder.getParent();
    return parent == null ? folder : parent;
  }

  /// The decoder in the precision wanted, or the nearest.
  Optional<ModelFolder.Decoder> decoder(Precision wanted) {
    return wanted.nearest().stream()
        .flatMap(precision -> decoderIn(precision).stream())
        .findFirst();
  }

  private Optional<ModelFolder.Decoder> decoderIn(Precision precision) {
    Optional<Path> merged = exactly("decoder_model_merged", precision);
    if (merged.isPresent()) {
      return Optional.of(new ModelFolder.Decoder.Merged(merged.get(), precision));
    }
    Optional<Path> first = exactly("decoder_model", precision);
    Optional<Path> later = exactly("decoder_with_past_model", precision);
    return first.isPresent() && later.isPresent()
        ? Optional.of(new ModelFolder.Decoder.Split(first.get(), later.get(), precision))
        : Optional.empty();
  }

  /// Any other graph: in the decoder's precision or a more exact one, so that a folder with a
  /// quantized decoder only is complete.
  Optional<Path> graph(String name, Precision precision) {
    return precision.nearest().stream()
        .flatMap(candidate -> exactly(name, candidate).stream())
        .findFirst();
  }

  private Optional<Path> exactly(String name, Precision precision) {
    String place = "small" + placeSuffix(precision);
    Stream<Path> placed =
        Stream.of(folder.resolve(place), folder.resolveSibling(place))
            .map(graphs -> graphs.resolve(name + ".onnx"));
    Stream<Path> named =
        Stream.of(folder, folder.resolve("onnx"))
            .filter(graphs -> !saysPrecision(graphs))
            .flatMap(graphs ->
                suffixes(precision).stream()
                    .map(suffix -> graphs.resolve(name + suffix + ".onnx")));
    return Stream.concat(placed, named).filter(Files::isRegularFile).findFirst();
  }

  /// In a folder such as `small_i8` plain names do not mean fp32.
  private static boolean saysPrecision(Path graphs) {
    String name = String.valueOf(graphs.getFileName());
    return Stream.of(Precision.values()).anyMatch(each -> name.equals("small" + placeSuffix(each)));
  }

  private static List<String> suffixes(Precision precision) {
    return switch (precision) {
      case FP32 -> List.of("");
      case FP16 -> List.of("_fp16");
      case Q8 -> List.of("_quantized", "_int8", "_uint8");
      case Q4 -> List.of("_q4", "_bnb4");
    };
  }

  private static String placeSuffix(Precision precision) {
    return switch (precision) {
      case FP32 -> "_fp32";
      case FP16 -> "_fp16";
      case Q8 -> "_i8";
      case Q4 -> "_q4";
    };
  }
}
