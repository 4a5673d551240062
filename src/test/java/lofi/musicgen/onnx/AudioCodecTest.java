package lofi.musicgen.onnx;

import static lofi.musicgen.Differences.largest;
import static lofi.musicgen.Differences.relative;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioCodecTest {
  private static final List<String> PIECES =
      List.of("word-f50-g3", "usual-f75-g1", "unknown-f50-g3", "long-f150-g3");
  private static final int LONG_PIECE = 1_100;

  private final OnnxRuntime runtime = OnnxRuntime.start(Device.CPU, 1);
  private final CodecShape shape = CodecShape.of(TinyModel.config());
  @TempDir Path folder;

  @Test
  void theConfigurationTellsTheSizes() {
    assertEquals(new CodecShape(4, 256, 3, 640, 32_000), shape);
    assertEquals(50, shape.framesPerSecond());
  }

  @Test
  void aPublishedGraphSoundsAsTheReferenceDoes() throws IOException {
    try (AudioCodec codec = published("onnx/encodec_decode.onnx")) {
      for (String piece : PIECES) {
        assertTrue(differenceFor(codec, piece) < 1e-5, piece);
      }
    }
  }

  @Test
  void ourGraphsSoundAsTheReferenceDoes() throws IOException {
    try (AudioCodec codec = ours()) {
      for (String piece : PIECES) {
        assertTrue(differenceFor(codec, piece) < 1e-5, piece);
      }
    }
  }

  /// As newer versions of the publisher's library write them.
  @Test
  void weightsUnderTheirNewerNamesGiveTheSameGraphs() throws IOException {
    Path recurrent = folder.resolve("newer_recurrent.onnx");
    Path upsampler = folder.resolve("newer_upsampler.onnx");
    AudioCodecGraphs.write(
        new NewerNames(TinyModel.weights()), TinyModel.config(), recurrent, upsampler);
    ours().close();
    for (String part : List.of("recurrent", "upsampler")) {
      assertEquals(
          -1,
          Files.mismatch(
              folder.resolve("codec_" + part + ".onnx.data"),
              folder.resolve("newer_" + part + ".onnx.data")));
    }
  }

  private record NewerNames(WeightSource older) implements WeightSource {
    private static final String NEWER = "parametrizations.weight.original";

    private static String older(String name) {
      return name.replace(NEWER + "0", "weight_g").replace(NEWER + "1", "weight_v");
    }

    @Override
    public boolean has(String name) {
      return !name.contains(".weight_") && older.has(older(name));
    }

    @Override
    public int[] shape(String name) throws IOException {
      return older.shape(older(name));
    }

    @Override
    public float[] values(String name) throws IOException {
      return older.values(older(name));
    }
  }

  @Test
  void aQuantizedGraphStaysClose() throws IOException {
    try (AudioCodec codec = published("onnx/encodec_decode_quantized.onnx")) {
      TensorFile golden = TinyModel.golden("long-f150-g3");
      float[] audio = codec.decode(golden.rows("codes"));
      assertTrue(relative(golden.values("audio"), audio) < 0.1);
    }
  }

  @Test
  void windowsOfAPublishedGraphGiveTheAudioOfTheWhole() throws IOException {
    try (PublishedCodec codec = published("onnx/encodec_decode.onnx")) {
      int[][] codes = randomCodes(LONG_PIECE);
      assertTrue(largest(codec.decodeAtOnce(codes), inPieces(codec, codes, 37)) < 1e-3);
    }
  }

  @Test
  void chunksOfOurGraphsGiveTheAudioOfTheWhole() throws IOException {
    try (PublishedCodec published = published("onnx/encodec_decode.onnx");
        AudioCodec ours = ours()) {
      int[][] codes = randomCodes(LONG_PIECE);
      assertTrue(largest(published.decodeAtOnce(codes), inPieces(ours, codes, 1)) < 1e-4);
    }
  }

  @Test
  void audioComesWhileCodesStillCome() throws IOException {
    try (AudioCodec codec = ours()) {
      int[] samples = {0};
      codec.begin().add(randomCodes(250), audio -> samples[0] += audio.length);
      assertTrue(samples[0] > 190 * shape.samplesPerFrame());
    }
  }

  @Test
  void howTheCodesArriveDoesNotMatter() throws IOException {
    try (AudioCodec codec = ours()) {
      int[][] codes = randomCodes(333);
      assertArrayEquals(codec.decode(codes), inPieces(codec, codes, 7));
    }
  }

  @Test
  void aPieceMayBeShorterThanTheNetworkReaches() throws IOException {
    try (AudioCodec codec = ours()) {
      for (int frames = 1; frames < 9; frames++) {
        assertEquals(frames * shape.samplesPerFrame(), codec.decode(randomCodes(frames)).length);
      }
    }
  }

  private PublishedCodec published(String name) {
    return PublishedCodec.open(runtime, TinyModel.published(name), shape);
  }

  private AudioCodec ours() throws IOException {
    Path recurrent = folder.resolve("codec_recurrent.onnx");
    Path upsampler = folder.resolve("codec_upsampler.onnx");
    AudioCodecGraphs.write(TinyModel.weights(), TinyModel.config(), recurrent, upsampler);
    return ChunkedCodec.open(runtime, recurrent, upsampler, shape);
  }

  private static float differenceFor(AudioCodec codec, String piece) throws IOException {
    TensorFile golden = TinyModel.golden(piece);
    return largest(golden.values("audio"), codec.decode(golden.rows("codes")));
  }

  private static float[] inPieces(AudioCodec codec, int[][] codes, int frames) throws IOException {
    float[] audio = new float[codes[0].length * codec.shape().samplesPerFrame()];
    int[] length = {0};
    AudioCodec.AudioSink sink =
        samples -> {
          System.arraycopy(samples, 0, audio, length[0], samples.length);
          length[0] += samples.length;
        };
    AudioCodec.Decoding decoding = codec.begin();
    for (int from = 0; from < codes[0].length; from += frames) {
      int start = from;
      int end = Math.min(codes[0].length, from + frames);
      decoding.add(
          Arrays.stream(codes)
              .map(row -> Arrays.copyOfRange(row, start, end))
              .toArray(int[][]::new),
          sink);
    }
    decoding.finish(sink);
    assertEquals(audio.length, length[0]);
    return audio;
  }

  private int[][] randomCodes(int frames) {
    Random random = new Random(5);
    int[][] codes = new int[shape.codebooks()][frames];
    for (int[] row : codes) {
      Arrays.setAll(row, _ -> random.nextInt(shape.vocabulary()));
    }
    return codes;
  }
}
