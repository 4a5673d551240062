package lofi.musicgen.convert;

import java.io.IOException;
import java.nio.file.Path;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.onnx.AudioCodec;
import lofi.musicgen.onnx.ChunkedCodec;
import lofi.musicgen.onnx.CodecShape;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.onnx.GraphFailure;
import lofi.musicgen.onnx.OnnxRuntime;
import lofi.musicgen.onnx.TextEncoder;
import lofi.musicgen.text.T5Tokenizer;

/// Does with a converted model's tokenizer and graphs what the worker will do: reads a word, and
/// turns a few codes into sound.
///
/// A description that contradicts its weights is found out here, not when music is wanted.
final class TrialRun {
  private static final int FRAMES = 4;

  private final Path folder;
  private final JsonObject config;
  private final OnnxRuntime runtime = OnnxRuntime.start(Device.CPU, 1);

  private TrialRun(Path folder, JsonObject config) {
    this.folder = folder;
    this.config = config;
  }

  /// @param folder holds the tokenizer and the graphs
  static void run(Path folder, JsonObject config) throws IOException {
    TrialRun trial = new TrialRun(folder, config);
    try {
      trial.read();
      trial.sound();
    } catch (GraphFailure e) {
      throw new MalformedFileException(
          "config.json does not describe the weights beside it. " + e.getMessage());
    }
  }

  private void read() throws IOException {
    T5Tokenizer tokenizer = T5Tokenizer.load(folder.resolve("tokenizer.json"));
    tokenizer.requireRows(config.object("text_encoder").integer("vocab_size"));
    try (TextEncoder encoder = TextEncoder.open(runtime, folder.resolve("text_encoder.onnx"))) {
      for (float value : encoder.encode(tokenizer.encode("piano")).values()) {
        requireNumber(value, "text encoder");
      }
    }
  }

  private void sound() throws IOException {
    CodecShape shape = CodecShape.of(config);
    Path recurrent = folder.resolve("codec_recurrent.onnx");
    Path upsampler = folder.resolve("codec_upsampler.onnx");
    try (AudioCodec codec = ChunkedCodec.open(runtime, recurrent, upsampler, shape)) {
      for (float sample : codec.decode(new int[shape.codebooks()][FRAMES])) {
        requireNumber(sample, "audio codec");
      }
    }
  }

  private static void requireNumber(float value, String network) {
    if (!Float.isFinite(value)) {
      throw new MalformedFileException(
          "The weights of the " + network + " compute something that is no number");
    }
  }
}
