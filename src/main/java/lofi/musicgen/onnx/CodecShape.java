package lofi.musicgen.onnx;

import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// The sizes of an audio codec (EnCodec), as `config.json` tells them.
///
/// @param codebooks codes of one codec frame
/// @param vocabulary codes that a codebook has
/// @param reach how many codec frames the first convolution looks to either side
/// @param samplesPerFrame audio samples that one codec frame becomes
public record CodecShape(
    int codebooks, int vocabulary, int reach, int samplesPerFrame, int sampleRate) {
  private static final int LARGEST = 1 << 20;

  public CodecShape {
    requireSize(codebooks);
    requireSize(vocabulary);
    requireSize(Math.addExact(reach, 1));
    requireSize(samplesPerFrame);
    requireSize(sampleRate);
  }

  private static void requireSize(int size) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("An audio codec has no size of " + size);
    }
  }

  /// The shape that a model's `config.json` describes.
  public static CodecShape of(JsonObject config) {
    try {
      return read(config, config.object("audio_encoder"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedFileException("config.json: " + e.getMessage());
    }
  }

  private static CodecShape read(JsonObject config, JsonObject codec) {
    int samplesPerFrame = 1;
    for (int ratio : EncodecConfig.of(config).upsamplingRatios()) {
      samplesPerFrame = Math.multiplyExact(samplesPerFrame, ratio);
    }
    return new CodecShape(
        config.object("decoder").integer("num_codebooks"),
        codec.integer("codebook_size"),
        EncodecConfig.of(config).firstReach(),
        samplesPerFrame,
        codec.integer("sampling_rate", 32_000));
  }

  /// Codec frames a second; 50 for the published models.
  public double framesPerSecond() {
    return (double) sampleRate / samplesPerFrame;
  }
}
