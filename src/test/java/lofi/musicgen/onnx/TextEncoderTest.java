package lofi.musicgen.onnx;

import static lofi.musicgen.Differences.largest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;
import lofi.musicgen.onnx.TextEncoderGraph.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncoderTest {
  private static final List<String> PROMPTS = List.of("word", "usual", "unknown", "long");

  private final OnnxRuntime runtime = OnnxRuntime.start(Device.CPU, 1);
  @TempDir Path folder;

  @Test
  void aPublishedGraphHearsThePromptAsTheReferenceDoes() {
    try (TextEncoder encoder =
        TextEncoder.open(runtime, TinyModel.published("onnx/text_encoder.onnx"))) {
      PROMPTS.forEach(prompt -> assertTrue(differenceFor(encoder, prompt) < 1e-5, prompt));
    }
  }

  @Test
  void aQuantizedGraphStaysClose() {
    try (TextEncoder encoder =
        TextEncoder.open(runtime, TinyModel.published("onnx/text_encoder_quantized.onnx"))) {
      PROMPTS.forEach(prompt -> assertTrue(differenceFor(encoder, prompt) < 0.2, prompt));
    }
  }

  @Test
  void ourGraphHearsThePromptAsTheReferenceDoes() throws IOException {
    try (TextEncoder encoder = ours(Precision.FULL)) {
      PROMPTS.forEach(prompt -> assertTrue(differenceFor(encoder, prompt) < 1e-5, prompt));
    }
  }

  @Test
  void ourEightBitGraphStaysCloserThanThePublishedOne() throws IOException {
    try (TextEncoder encoder = ours(Precision.EIGHT_BIT)) {
      PROMPTS.forEach(prompt -> assertTrue(differenceFor(encoder, prompt) < 0.06, prompt));
    }
  }

  @Test
  void aMissingGraphIsNamed() {
    GraphFailure failure =
        assertThrows(
            GraphFailure.class, () -> TextEncoder.open(runtime, folder.resolve("none.onnx")));
    assertEquals("There is no graph none.onnx", failure.getMessage());
  }

  private TextEncoder ours(Precision precision) throws IOException {
    Path graph = folder.resolve("text_encoder.onnx");
    TextEncoderGraph.write(TinyModel.weights(), TinyModel.config(), precision, graph);
    return TextEncoder.open(runtime, graph);
  }

  private static float differenceFor(TextEncoder encoder, String prompt) {
    TensorFile golden = TinyModel.golden("text-" + prompt);
    PromptMeaning heard = encoder.encode(golden.rows("input_ids")[0]);
    return largest(golden.values("text_hidden"), heard.values());
  }
}
