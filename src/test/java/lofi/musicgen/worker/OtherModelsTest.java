package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lofi.musicgen.SmallModels;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.Element;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.checkpoint.Tensor;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"num_heads\": 12         | 1000000000 | no num_heads of 1000000000",
        "\"d_kv\": 64              | 0          | no d_kv of 0",
        "\"d_kv\": 64              | 32         | does not describe the weights beside it",
        "\"num_layers\": 1         | 0          | no num_layers of 0",
        "_num_buckets\": 32        | 0          | between 0 buckets",
        "_num_buckets\": 32        | 64         | 64 buckets for 12 heads are needed",
        "_max_distance\": 128      | 2000000000 | share 2000000000 distances",
        "\"vocab_size\": 80        | 10         | 74 pieces, and the text encoder knows 10",
        "\"num_lstm_layers\": 2    | 100000000  | no size of 100000000",
        "\"num_lstm_layers\": 2    | 0          | no size of 0",
        "\"upsampling_ratios\": [8 | 9          | not twice its ratio in width",
        "\"audio_channels\": 1     | 2          | not supported",
      })
  void aDescriptionThatContradictsItsWeightsIsRefused(String entry, int size, String reason)
      throws IOException {
    Path source = source(Element.F32);
    Path description = source.resolve("config.json");
    Files.writeString(description, SmallModels.with(Files.readString(description), entry, size));

    assertRefused(reason, "convert", source, folder.resolve("target"), "--quantization", "fp32");

    assertEquals(List.of("source"), names());
  }

  @ParameterizedTest
  @CsvSource({
    "decoder.model.decoder.layers.0.fc1.weight, decoder",
    "text_encoder.encoder.final_layer_norm.weight, text encoder",
    "audio_encoder.decoder.layers.0.conv.bias, audio codec",
  })
  void weightsThatAreNoNumbersAreRefused(String tensor, String network) throws IOException {
    Path source = source(Element.F32);
    Tensor spoilt = Checkpoint.open(source).tensor(tensor);
    try (FileChannel file = FileChannel.open(spoilt.file(), StandardOpenOption.WRITE)) {
      ByteBuffer number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      file.write(number.putFloat(Float.NaN).flip(), spoilt.offset());
    }

    assertRefused(
        "The weights of the " + network + " compute something that is no number",
        "convert",
        source,
        folder.resolve("target"),
        "--quantization",
        "fp32");

    assertEquals(List.of("source"), names());
  }

  /// Whoever asks for ten minutes does not want to wait for them first.
  @Test
  void whatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path nowhere = folder.resolve("nowhere/piece.wav");
    Path piece = folder.resolve("piece.wav");
    String none = "There is no folder for the file ";

    assertRefused(none + nowhere, generation("a piano", nowhere));
    assertRefused(folder + " is a folder", generation("a piano", folder));
    assertRefused(none + nowhere, with(generation("a piano", piece), "--codes", nowhere));
    assertRefused("1 to 2,000 characters", generation("x".repeat(2_001), piece));
  }

  private Object[] generation(String prompt, Path out) {
    Path none = folder.resolve("none");
    return new Object[] {
      "generate", "--model", none, "--prompt", prompt, "--frames", 5, "--out", out
    };
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.of(words, more).flatMap(Arrays::stream).toArray();
  }

  private Path source(Element element) throws IOException {
    Path source = folder.resolve("source");
    SyntheticCheckpoint.write(source, SmallModels.config(64, 2, 128, 2, 64, 32), element, 7);
    return source;
  }

  private void assertRefused(String reason, Object... words) {
    assertNotEquals(0, run(words));
    String told = said.toString(StandardCharsets.UTF_8);
    assertTrue(told.contains(reason), told);
    assertFalse(told.contains("Exception"), told);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @Test
  void halfPrecisionMeansEightBitsOnAProcessorAndSaysSo() throws IOException {
    Path source = source(Element.F16);
    Path target = folder.resolve("target");

    model("convert", source, target, "--quantization", "fp16");

    assertTrue(said.toString(StandardCharsets.UTF_8).contains("q8 is used"));
    assertEquals(Precision.Q8, found(target).precision());
  }

  @Test
  void nothingIsWarmedUpForAModelThatCannotBeOpened() throws IOException {
    Path source = source(Element.F32);
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
    assertEquals(0, run(words), () -> said.toString(StandardCharsets.UTF_8));
  }

  /// The exit code.
  private int run(Object... words) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> arguments = Arrays.stream(words).map(String::valueOf).toList();
    return new ModelTool(out, out, Map.of()).run(arguments);
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
    return made.integers("ids");
  }

  private static int[][] codes(JsonObject made) {
    return made.array("codes").stream()
        .map(row -> ((List<?>) row).stream().mapToInt(code -> ((Long) code).intValue()).toArray())
        .toArray(int[][]::new);
  }
}
