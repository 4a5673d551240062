package lofi.musicgen.onnx;

import java.util.Arrays;
import java.util.List;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// What `config.json` says of EnCodec, and a refusal of kinds that our graphs do not compute.
///
/// @param upsamplingRatios how many times longer each stage makes its input, in order
/// @param lastKernel the width of the convolution that gives the audio
record EncodecConfig(
    int codebooks,
    List<Integer> upsamplingRatios,
    int firstKernel,
    int lastKernel,
    int residualLayers,
    int dilationGrowth,
    int lstmLayers) {
  /// Far above any codec of this kind.
  private static final int LARGEST = 64;

  EncodecConfig {
    for (int size : List.of(upsamplingRatios.size(), residualLayers, dilationGrowth, lstmLayers)) {
      if (size < 1 || size > LARGEST) {
        throw new MalformedFileException("An audio codec has no size of " + size);
      }
    }
  }

  static EncodecConfig of(JsonObject config) {
    JsonObject codec = config.object("audio_encoder");
    requireKnownKind(codec);
    return new EncodecConfig(
        config.object("decoder").integer("num_codebooks"),
        Arrays.stream(codec.integers("upsampling_ratios"))
            .map(EncodecConfig::ratio)
            .boxed()
            .toList(),
        codec.integer("kernel_size", 7),
        codec.integer("last_kernel_size", 7),
        codec.integer("num_residual_layers", 1),
        codec.integer("dilation_growth_rate", 2),
        codec.integer("num_lstm_layers", 2));
  }

  private static void requireKnownKind(JsonObject codec) {
    require(!codec.flag("use_causal_conv", true), "causal convolutions");
    require(codec.text("pad_mode", "reflect").equals("reflect"), "another padding than mirroring");
    require(codec.text("norm_type", "weight_norm").equals("weight_norm"), "another norm");
    require(!codec.flag("normalize", false), "a loudness scale");
    require(codec.integer("audio_channels", 1) == 1, "more than one channel");
    require(codec.integer("kernel_size", 7) % 2 == 1, "a convolution of even width");
  }

  private static void require(boolean known, String what) {
    if (!known) {
      throw new MalformedFileException("This audio codec has " + what + ", which is not supported");
    }
  }

  private static int ratio(int ratio) {
    if (ratio >= 1 && ratio <= LARGEST) {
      return ratio;
    }
    throw new MalformedFileException("\"upsampling_ratios\" has something else than small numbers");
  }

  int firstReach() {
    return firstKernel / 2;
  }
}
