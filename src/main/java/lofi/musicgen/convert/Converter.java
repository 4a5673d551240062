package lofi.musicgen.convert;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.onnx.AudioCodecGraphs;
import lofi.musicgen.onnx.CodecShape;
import lofi.musicgen.onnx.TextEncoderGraph;
import lofi.weights.DiskSpace;

/// Turns a published checkpoint into a folder that our decoder maps and ONNX Runtime loads.
///
/// It works in a folder beside the target, compares the result with its source on a short run, and
/// only then gives it its name. However it ends, the target is whole or not there.
public final class Converter {
  private static final List<String> NEEDED = List.of("config.json", "tokenizer.json");
  private static final List<String> WELCOME =
      List.of("generation_config.json", "preprocessor_config.json");

  /// Far above any of the small files.
  private static final long LARGEST_SMALL_FILE = 64L << 20;

  private final Checkpoint source;
  private final Quantization quantization;
  private final ConversionProgress progress;

  private Converter(Checkpoint source, Quantization quantization, ConversionProgress progress) {
    this.source = source;
    this.quantization = quantization;
    this.progress = progress;
  }

  /// Converts the checkpoint in the folder `source` into the new folder `target`.
  ///
  /// A source that is no sound MusicGen throws [MalformedFileException], whose reason is for the
  /// user; so does a disk without room with a [WeightsException]. A cancelled conversion throws
  /// `CancellationException`.
  ///
  /// @return the error of the logits in a short run, as a part of their level
  public static double convert(
      Path source, Path target, Quantization quantization, ConversionProgress progress)
      throws IOException {
    refuseIfTaken(target);
    Checkpoint checkpoint = Checkpoint.open(source);
    long bytes = bytes(checkpoint.parameters(), quantization);
    DiskSpace.require("The converted model", bytes, target);
    try (UnfinishedFolder unfinished = UnfinishedFolder.beside(target)) {
      Converter converter = new Converter(checkpoint, quantization, progress);
      double error = converter.convertInto(unfinished.path());
      unfinished.moveTo(target);
      return error;
    }
  }

  /// About how many bytes a model of so many parameters takes when it is converted.
  ///
  /// Text encoder, codec and embeddings are no smaller in 4 bits than in 8.
  public static long bytes(long parameters, Quantization quantization) {
    double bytesOfOne =
        switch (quantization) {
          case Q4 -> 1;
          case Q8 -> 1.3;
          case FP32 -> 4.1;
        };
    return (long) (parameters * bytesOfOne);
  }

  private static void refuseIfTaken(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    try (var entries = Files.newDirectoryStream(target)) {
      if (entries.iterator().hasNext()) {
        throw new FileAlreadyExistsException(target + " is there already");
      }
    }
  }

  private double convertInto(Path folder) throws IOException {
    DecoderShape.of(source.config()); // both refuse what cannot be done, before the long work
    CodecShape.of(source.config());
    copySmallFiles(folder);
    DecoderPacker.pack(source, quantization, folder, progress);
    progress.stopIfCancelled();
    writeGraphs(folder);
    progress.stopIfCancelled();
    TrialRun.run(folder, source.config());
    return check(folder);
  }

  private void copySmallFiles(Path folder) throws IOException {
    for (String name : NEEDED) {
      copy(name, folder);
    }
    for (String name : WELCOME) {
      if (Files.exists(source.folder().resolve(name))) {
        copy(name, folder);
      }
    }
  }

  private void copy(String name, Path folder) throws IOException {
    Path from = source.folder().resolve(name);
    if (!Files.isRegularFile(from) || Files.size(from) > LARGEST_SMALL_FILE) {
      throw new MalformedFileException("The model has no sound " + name);
    }
    Files.copy(from, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private void writeGraphs(Path folder) throws IOException {
    CheckpointWeights weights = new CheckpointWeights(source);
    TextEncoderGraph.write(
        weights, source.config(), textPrecision(), folder.resolve("text_encoder.onnx"));
    progress.stopIfCancelled();
    AudioCodecGraphs.write(
        weights,
        source.config(),
        folder.resolve("codec_recurrent.onnx"),
        folder.resolve("codec_upsampler.onnx"));
  }

  private TextEncoderGraph.Precision textPrecision() {
    return quantization == Quantization.FP32
        ? TextEncoderGraph.Precision.FULL
        : TextEncoderGraph.Precision.EIGHT_BIT;
  }

  private double check(Path folder) throws IOException {
    double error = SelfCheck.error(source, folder);
    if (Double.isNaN(error)) {
      throw new MalformedFileException(
          "The weights of the decoder compute something that is no number");
    }
    if (error > SelfCheck.allowed(quantization)) {
      throw new MalformedFileException(
          "The converted weights do not do what their source does (error %.3f)".formatted(error));
    }
    return error;
  }
}
