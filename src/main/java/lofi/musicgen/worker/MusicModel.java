package lofi.musicgen.worker;

import java.io.IOException;
import java.util.Optional;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.decoder.VectorDecoder;
import lofi.musicgen.decoder.WarmUp;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.onnx.AudioCodec;
import lofi.musicgen.onnx.ChunkedCodec;
import lofi.musicgen.onnx.CodecShape;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.onnx.OnnxDecoder;
import lofi.musicgen.onnx.OnnxRuntime;
import lofi.musicgen.onnx.PromptMeaning;
import lofi.musicgen.onnx.PublishedCodec;
import lofi.musicgen.onnx.TextEncoder;
import lofi.musicgen.text.T5Tokenizer;

/// A model that is ready to compose: tokenizer, decoder and codec stay in memory, the text encoder
/// comes for one prompt at a time.
final class MusicModel implements AutoCloseable {
  private final ModelFolder folder;
  private final OnnxRuntime runtime;
  private final T5Tokenizer tokenizer;
  private final LmDecoder decoder;
  private final AudioCodec codec;
  private final Cores cores;
  private final Optional<WarmUp> warmUp;

  private MusicModel(
      ModelFolder folder,
      OnnxRuntime runtime,
      T5Tokenizer tokenizer,
      LmDecoder decoder,
      AudioCodec codec,
      Cores cores,
      Optional<WarmUp> warmUp) {
    this.folder = folder;
    this.runtime = runtime;
    this.tokenizer = tokenizer;
    this.decoder = decoder;
    this.codec = codec;
    this.cores = cores;
    this.warmUp = warmUp;
  }

  /// Opens all parts but the text encoder.
  static MusicModel open(ModelFolder folder, Device device, Cores cores) throws IOException {
    Optional<WarmUp> warmUp = beginWarmUp(folder.decoder());
    try {
      return load(folder, OnnxRuntime.start(device, cores.most()), cores, warmUp);
    } catch (IOException | RuntimeException e) {
      warmUp.ifPresent(WarmUp::close);
      throw e;
    }
  }

  private static MusicModel load(
      ModelFolder folder, OnnxRuntime runtime, Cores cores, Optional<WarmUp> warmUp)
      throws IOException {
    JsonObject config = JsonObject.read(folder.config());
    DecoderShape shape = DecoderShape.of(config);
    T5Tokenizer tokenizer = T5Tokenizer.load(folder.tokenizer());
    tokenizer.requireRows(config.object("text_encoder").integer("vocab_size"));
    AudioCodec codec = openCodec(folder.codec(), runtime, CodecShape.of(config));
    try {
      LmDecoder decoder = openDecoder(folder.decoder(), runtime, shape, cores.most());
      return new MusicModel(folder, runtime, tokenizer, decoder, codec, cores, warmUp);
    } catch (IOException | RuntimeException e) {
      codec.close();
      throw e;
    }
  }

  /// The decoder's kernels are compiled while everything is loaded, so this comes first of all.
  private static Optional<WarmUp> beginWarmUp(ModelFolder.Decoder files) {
    return files instanceof ModelFolder.Decoder.Packed packed
        ? Quantization.labelled(packed.precision().label()).map(WarmUp::begin)
        : Optional.empty();
  }

  private static LmDecoder openDecoder(
      ModelFolder.Decoder files, OnnxRuntime runtime, DecoderShape shape, int threads)
      throws IOException {
    return switch (files) {
      case ModelFolder.Decoder.Packed packed -> VectorDecoder.open(packed.folder(), threads);
      case ModelFolder.Decoder.Merged merged -> OnnxDecoder.merged(runtime, merged.graph(), shape);
      case ModelFolder.Decoder.Split split ->
          OnnxDecoder.split(runtime, split.firstStep(), split.laterSteps(), shape);
    };
  }

  private static AudioCodec openCodec(
      ModelFolder.Codec files, OnnxRuntime runtime, CodecShape shape) {
    return switch (files) {
      case ModelFolder.Codec.Chunked chunked ->
          ChunkedCodec.open(runtime, chunked.recurrent(), chunked.upsampler(), shape);
      case ModelFolder.Codec.Published published ->
          PublishedCodec.open(runtime, published.graph(), shape);
    };
  }

  int[] tokenize(String prompt) {
    return tokenizer.encode(prompt);
  }

  PromptMeaning understand(int[] ids) {
    try (TextEncoder encoder = TextEncoder.open(runtime, folder.textEncoder())) {
      return encoder.encode(ids);
    } finally {
      warmUp.ifPresent(WarmUp::close); // now the decoder itself comes
    }
  }

  LmDecoder decoder() {
    return decoder;
  }

  /// Uses as many threads as other programs leave; ONNX Runtime's number is fixed.
  void makeRoomForOthers() {
    if (decoder instanceof VectorDecoder ours) {
      ours.useThreads(cores.threads());
    }
  }

  AudioCodec codec() {
    return codec;
  }

  ModelFolder folder() {
    return folder;
  }

  /// Where the model runs, and why there, for people.
  String device() {
    boolean own = folder.decoder() instanceof ModelFolder.Decoder.Packed;
    return own ? "cpu (our own decoder)" : runtime.deviceReason();
  }

  @Override
  public void close() {
    decoder.close();
    codec.close();
  }
}
