package lofi.musicgen.decoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import lofi.musicgen.TinyModel;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.convert.ConversionProgress;
import lofi.musicgen.convert.DecoderPacker;

/// The small model packed in each quantization, once for all tests.
public final class PackedModels {
  private static final Map<Quantization, Path> FOLDERS = new EnumMap<>(Quantization.class);

  private PackedModels() {}

  public static VectorDecoder open(Quantization quantization, int threads) {
    try {
      return VectorDecoder.open(folder(quantization), threads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized Path folder(Quantization quantization) {
    return FOLDERS.computeIfAbsent(quantization, PackedModels::pack);
  }

  private static Path pack(Quantization quantization) {
    try {
      Path target = Files.createDirectories(Path.of("target", "packed"));
      Path folder = Files.createTempDirectory(target, quantization.label());
      Checkpoint checkpoint = Checkpoint.open(TinyModel.checkpoint());
      DecoderPacker.pack(checkpoint, quantization, folder, ConversionProgress.SILENT);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
