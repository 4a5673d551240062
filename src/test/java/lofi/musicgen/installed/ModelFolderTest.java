package lofi.musicgen.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lofi.musicgen.installed.ModelFolder.Decoder;
import lofi.musicgen.installed.ModelFolder.Search;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  @TempDir Path temporary;

  @Test
  void findsTheMergedLayout() throws IOException {
    Path folder = xenova();

    ModelFolder model = found(folder, Precision.FP32);

    assertEquals(
        new Decoder.Merged(folder.resolve("onnx/decoder_model_merged.onnx"), Precision.FP32),
        model.decoder());
    assertEquals(folder.resolve("config.json"), model.config());
    assertEquals("musicgen-small-fp32-published-v1", model.version());
  }

  @Test
  void takesTheQuantizedGraphsWhenTheyAreWanted() throws IOException {
    Path folder = xenova();

    ModelFolder model = found(folder, Precision.Q8);

    assertEquals(folder.resolve("onnx/text_encoder_quantized.onnx"), model.textEncoder());
    assertEquals(Precision.Q8, model.precision());
  }

  @Test
  void takesTheNearestPrecisionThatIsThere() throws IOException {
    assertEquals("musicgen-small-q8-published-v1", found(xenova(), Precision.Q4).version());
  }

  @Test
  void findsTheMergedLayoutFromTheFolderOfItsGraphs() throws IOException {
    Path folder = xenova();

    assertEquals(
        folder.resolve("config.json"), found(folder.resolve("onnx"), Precision.FP32).config());
  }

  @Test
  void findsTheSplitLayout() throws IOException {
    Path folder = gabotechs();

    ModelFolder model = found(folder, Precision.FP32);

    assertEquals(
        new Decoder.Split(
            folder.resolve("small_fp32/decoder_model.onnx"),
            folder.resolve("small_fp32/decoder_with_past_model.onnx"),
            Precision.FP32),
        model.decoder());
    assertEquals(folder.resolve("small/tokenizer.json"), model.tokenizer());
  }

  @Test
  void aQuantizedSplitDecoderBorrowsTheOtherGraphs() throws IOException {
    Path folder = gabotechs();

    ModelFolder model = found(folder, Precision.Q8);

    assertEquals(Precision.Q8, model.precision());
    assertEquals(folder.resolve("small_fp32/text_encoder.onnx"), model.textEncoder());
  }

  @Test
  void theFolderOfQuantizedGraphsIsKnownByItsName() throws IOException {
    Path folder = gabotechs();

    assertEquals(Precision.Q8, found(folder.resolve("small_i8"), Precision.Q8).precision());
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    Path folder = xenova();
    Files.delete(folder.resolve("tokenizer.json"));

    Search search = ModelFolder.find(folder, Precision.FP32);

    assertEquals(new Search.Missing("There is no tokenizer.json in " + folder), search);
  }

  @Test
  void aCheckpointIsToldFromAModel() throws IOException {
    make("hf/config.json", "hf/model.safetensors", "hf/tokenizer.json");

    assertInstanceOf(
        Search.Missing.class, ModelFolder.find(temporary.resolve("hf"), Precision.FP32));
    assertTrue(ModelFolder.isCheckpoint(temporary.resolve("hf")));
  }

  private Path xenova() throws IOException {
    for (String suffix : new String[] {"", "_quantized"}) {
      make(
          "musicgen-small/onnx/decoder_model_merged" + suffix + ".onnx",
          "musicgen-small/onnx/text_encoder" + suffix + ".onnx",
          "musicgen-small/onnx/encodec_decode" + suffix + ".onnx");
    }
    make("musicgen-small/config.json", "musicgen-small/tokenizer.json");
    return temporary.resolve("musicgen-small");
  }

  private Path gabotechs() throws IOException {
    make(
        "split/small/config.json",
        "split/small/tokenizer.json",
        "split/small_fp32/decoder_model.onnx",
        "split/small_fp32/decoder_with_past_model.onnx",
        "split/small_fp32/text_encoder.onnx",
        "split/small_fp32/encodec_decode.onnx",
        "split/small_i8/decoder_model.onnx",
        "split/small_i8/decoder_with_past_model.onnx");
    return temporary.resolve("split");
  }

  private void make(String... files) throws IOException {
    for (String file : files) {
      Files.createDirectories(temporary.resolve(file).getParent());
      Files.writeString(temporary.resolve(file), "");
    }
  }

  private static ModelFolder found(Path folder, Precision precision) {
    return ((Search.Found) ModelFolder.find(folder, precision)).model();
  }
}
