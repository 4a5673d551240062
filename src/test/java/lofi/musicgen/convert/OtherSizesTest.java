package lofi.musicgen.convert;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        SyntheticCheckpoint.SMALL
            .replaceAll("\"hidden_size\": 1024", "\"hidden_size\": " + hidden)
            .replaceAll("\"num_attention_heads\": 16", "\"num_attention_heads\": " + heads)
            .replaceAll("\"ffn_dim\": 4096", "\"ffn_dim\": " + feedForward)
            .replaceAll("\"num_codebooks\": 4", "\"num_codebooks\": " + codebooks)
            .replaceAll("\"num_hidden_layers\": 24", "\"num_hidden_layers\": 2")
            .replaceAll("\"vocab_size\": 2048", "\"vocab_size\": " + vocabulary)
            .replaceAll("\"pad_token_id\": 2048", "\"pad_token_id\": " + vocabulary)
            .replaceAll("\"d_model\": 768", "\"d_model\": " + textWidth)
            .replaceAll("\"d_ff\": 3072", "\"d_ff\": 48")
            .replaceAll("\"num_layers\": 12", "\"num_layers\": 1")
            .replaceAll("\"vocab_size\": 32128", "\"vocab_size\": 80")
            .replaceAll("\"num_filters\": 64", "\"num_filters\": 2");
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
