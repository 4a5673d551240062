package lofi.musicgen.convert;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lofi.musicgen.SmallModels;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.Element;
import lofi.musicgen.decoder.Quantization;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nothing about a model's sizes is built in: sizes that fit no tile, block or vector work too.
class OtherSizesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    // hidden, heads, ffn, codebooks, vocabulary, text width
    "192, 3, 768, 4, 256, 64",
    "192, 4, 500, 4, 300, 96",
    "192, 2, 384, 8, 100, 192",
    "100, 5, 130, 1, 33, 50",
    "66, 2, 70, 3, 17, 66",
    "40, 1, 31, 2, 5, 7",
  })
  void packsAModelOfAnySize(
      int hidden, int heads, int feedForward, int codebooks, int vocabulary, int textWidth)
      throws IOException {
    String config =
        SmallModels.config(hidden, heads, feedForward, codebooks, vocabulary, textWidth);
    SyntheticCheckpoint.write(folder.resolve("source"), config, Element.F16, 7);
    Checkpoint source = Checkpoint.open(folder.resolve("source"));
    for (Quantization quantization : Quantization.values()) {
      Path packed = Files.createDirectory(folder.resolve(quantization.label()));
      DecoderPacker.pack(source, quantization, packed, ConversionProgress.SILENT);
      double error = SelfCheck.error(source, packed);
      assertTrue(error < SelfCheck.allowed(quantization) / 2, quantization + " error " + error);
    }
  }
}
