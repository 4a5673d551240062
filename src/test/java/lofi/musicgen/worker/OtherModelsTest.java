package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lofi.musicgen.SmallModels;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.Element;
import lofi.musicgen.checkpoint.Json;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.convert.ReferenceDecoder;
import lofi.musicgen.convert.SyntheticCheckpoint;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.onnx.PromptMeaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a checkpoint of any size to codes, by the commands that a user has.
class OtherModelsTest {
  private static final int FRAMES = 12;
  private static final float GUIDANCE = 3;

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    // hidden, heads, ffn, codebooks, codes, text width, its head width, element, files
    "192, 3, 768, 4, 256, 64, 16, F16, 1",
    "192, 4, 500, 4, 300, 96, 20, F32, 3",
    "128, 2, 256, 8, 100, 128, 64, BF16, 1",
    "100, 5, 130, 2, 33, 50, 7, BF16, 2",
  })
  void convertedItComposesWhatTheReferenceDecoderComposes(
      int hidden,
      int heads,
      int feedForward,
      int codebooks,
      int vocabulary,
      int textWidth,
      int textHeadWidth,
      Element element,
      int files)
      throws IOException {
    String config =
        SmallModels.with(
            SmallModels.config(hidden, heads, feedForward, codebooks, vocabulary, textWidth),
            "\"d_kv\": 64",
            textHeadWidth);
    Path source = folder.resolve("source");
    SyntheticCheckpoint.write(source, config, element, 7);
    if (files > 1) {
      Shards.split(source, files);
    }
    Path target = folder.resolve("target");

    model("convert", source, target, "--quantization", "fp32");
    JsonObject made = generate(target);

    assertArrayEquals(reference(source, target, ids(made)), codes(made));
  }

  @Test
  void halfPrecisionMeansEightBitsOnAProcessorAndSaysSo() throws IOException {
    Path source = folder.resolve("source");
    SyntheticCheckpoint.write(source, SmallModels.config(64, 2, 128, 2, 64, 32), Element.F16, 7);
    Path target = folder.resolve("target");

    model("convert", source, target, "--quantization", "fp16");

    assertTrue(said.toString(StandardCharsets.UTF_8).contains("q8 is used"));
    assertEquals(Precision.Q8, found(target).precision());
  }

  @Test
  void nothingIsWarmedUpForAModelThatCannotBeOpened() throws IOException {
    Path source = folder.resolve("source");
    SyntheticCheckpoint.write(source, SmallModels.config(64, 2, 128, 2, 64, 32), Element.F32, 7);
    Path target = folder.resolve("target");
    model("convert", source, target, "--quantization", "fp32");
    Files.writeString(target.resolve("tokenizer.json"), "{}");

    assertThrows(
        MalformedFileException.class,
        () -> MusicModel.open(found(target), Device.CPU, new Cores(1)));

    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("lofi-warm-up")));
  }

  private JsonObject generate(Path model) throws IOException {
    Path codes = folder.resolve("codes.json");
    Path audio = folder.resolve("piece.wav");
    model(
        "generate",
        "--model",
        model,
        "--prompt",
        "a piano",
        "--greedy",
        "--frames",
        FRAMES,
        "--guidance",
        GUIDANCE,
        "--codes",
        codes,
        "--out",
        audio);
    assertEquals(44 + 2 * 640 * FRAMES, Files.size(audio));
    return JsonObject.read(codes);
  }

  private void model(Object... words) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> arguments = Arrays.stream(words).map(String::valueOf).toList();
    int code = new ModelTool(out, out, Map.of()).run(arguments);
    assertEquals(0, code, () -> said.toString(StandardCharsets.UTF_8));
  }

  /// Step by step, each computed from the beginning.
  private static int[][] reference(Path source, Path converted, int[] ids) throws IOException {
    ReferenceDecoder decoder = new ReferenceDecoder(Checkpoint.open(source));
    ModelFolder files = found(converted);
    try (MusicModel model = MusicModel.open(files, Device.CPU, new Cores(1))) {
      var shape = model.decoder().shape();
      float[][] text = rows(model.understand(ids));
      DelayPattern pattern = new DelayPattern(shape.codebooks(), FRAMES, shape.padCode());
      int[][] codes = new int[shape.codebooks()][FRAMES];
      int[][] steps = new int[pattern.steps()][shape.codebooks()];
      for (int step = 0; step < pattern.steps(); step++) {
        pattern.readInput(step, codes, steps[step]);
        float[] logits = decoder.logits(Arrays.copyOf(steps, step + 1), text, GUIDANCE)[step];
        for (int book = 0; book < shape.codebooks(); book++) {
          if (pattern.composes(step, book)) {
            codes[book][pattern.frameAt(step, book)] =
                TokenDrawer.greedy()
                    .drawToken(logits, book * shape.vocabulary(), shape.vocabulary());
          }
        }
      }
      return codes;
    }
  }

  private static ModelFolder found(Path folder) {
    return ((ModelFolder.Search.Found) ModelFolder.find(folder, Precision.FP32)).model();
  }

  private static float[][] rows(PromptMeaning meaning) {
    float[][] rows = new float[meaning.length()][];
    Arrays.setAll(
        rows,
        row ->
            Arrays.copyOfRange(
                meaning.values(), row * meaning.width(), (row + 1) * meaning.width()));
    return rows;
  }

  private static int[] ids(JsonObject made) {
    return integers(made.array("ids"));
  }

  private static int[][] codes(JsonObject made) {
    return made.array("codes").stream()
        .map(row -> integers(((Json.Array) row).items()))
        .toArray(int[][]::new);
  }

  private static int[] integers(List<Json> items) {
    return items.stream().mapToInt(item -> (int) ((Json.Real) item).value()).toArray();
  }
}
