package lofi.musicgen.convert;

import java.util.ArrayList;
import java.util.List;
import lofi.musicgen.checkpoint.JsonObject;

/// The tensors that a MusicGen of some configuration has, and how large their numbers should be.
///
/// Levels are chosen so that signals neither die out nor grow on their way through the networks.
final class SyntheticTensors {
  /// @param level the standard deviation, or the value of all numbers if `isConstant`
  record Plan(String name, List<Integer> shape, double level, boolean isConstant) {
    long size() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }
  }

  private static final double LAST_KERNEL_LENGTH = 0.5;

  private final List<Plan> plans = new ArrayList<>();

  private SyntheticTensors() {}

  static List<Plan> of(JsonObject config) {
    SyntheticTensors tensors = new SyntheticTensors();
    tensors.addTextEncoder(config.object("text_encoder"));
    tensors.addDecoder(config.object("decoder"), config.object("text_encoder").integer("d_model"));
    tensors.addCodec(config.object("audio_encoder"), config.object("decoder"));
    return tensors.plans;
  }

  private void addTextEncoder(JsonObject config) {
    int width = config.integer("d_model");
    int inner = config.integer("num_heads") * config.integer("d_kv");
    int wide = config.integer("d_ff");
    noise("text_encoder.shared.weight", 1, config.integer("vocab_size"), width);
    for (int block = 0; block < config.integer("num_layers"); block++) {
      String prefix = "text_encoder.encoder.block." + block + ".layer.";
      String attention = prefix + "0.SelfAttention.";
      for (String part : List.of("q", "k", "v")) {
        linear(attention + part, inner, width);
      }
      linear(attention + "o", width, inner);
      if (block == 0) {
        noise(
            attention + "relative_attention_bias.weight",
            1,
            config.integer("relative_attention_num_buckets"),
            config.integer("num_heads"));
      }
      constant(prefix + "0.layer_norm.weight", 1, width);
      linear(prefix + "1.DenseReluDense.wi", wide, width);
      linear(prefix + "1.DenseReluDense.wo", width, wide);
      constant(prefix + "1.layer_norm.weight", 1, width);
    }
    constant("text_encoder.encoder.final_layer_norm.weight", 1, width);
  }

  private void addDecoder(JsonObject config, int textWidth) {
    int hidden = config.integer("hidden_size");
    int vocabulary = config.integer("vocab_size");
    if (textWidth != hidden) {
      linear("enc_to_dec_proj", hidden, textWidth);
      constant("enc_to_dec_proj.bias", 0, hidden);
    }
    String model = "decoder.model.decoder.";
    for (int book = 0; book < config.integer("num_codebooks"); book++) {
      noise(model + "embed_tokens." + book + ".weight", 0.5, vocabulary + 1, hidden);
      linear("decoder.lm_heads." + book, vocabulary, hidden);
    }
    for (int layer = 0; layer < config.integer("num_hidden_layers"); layer++) {
      addDecoderLayer(model + "layers." + layer + ".", hidden, config.integer("ffn_dim"));
    }
    norm(model + "layer_norm", hidden);
  }

  private void addDecoderLayer(String prefix, int hidden, int wide) {
    for (String attention : List.of("self_attn", "encoder_attn")) {
      for (String part : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
        linear(prefix + attention + "." + part, hidden, hidden);
      }
      norm(prefix + attention + "_layer_norm", hidden);
    }
    linear(prefix + "fc1", wide, hidden);
    linear(prefix + "fc2", hidden, wide);
    norm(prefix + "final_layer_norm", hidden);
  }

  private void addCodec(JsonObject config, JsonObject decoder) {
    int width = config.integer("codebook_dim");
    int books = decoder.integer("num_codebooks");
    for (int book = 0; book < books; book++) {
      String name = "audio_encoder.quantizer.layers." + book + ".codebook.embed";
      noise(name, 1, config.integer("codebook_size"), width);
    }
    int[] ratios = config.integers("upsampling_ratios");
    int channels = config.integer("num_filters") << ratios.length;
    int layer = 0;
    convolution(codec(layer++), channels, width, config.integer("kernel_size"), 1);
    addLstm(codec(layer++), channels, config.integer("num_lstm_layers"));
    for (int stride : ratios) {
      layer++; // the activation, which has no tensors
      upsampling(codec(layer++), channels, channels / 2, 2 * stride);
      channels /= 2;
      int half = channels / config.integer("compress");
      convolution(
          codec(layer) + "block.1.", half, channels, config.integer("residual_kernel_size"), 1);
      convolution(codec(layer++) + "block.3.", channels, half, 1, 1);
    }
    layer++; // the activation
    convolution(codec(layer), 1, channels, config.integer("last_kernel_size"), LAST_KERNEL_LENGTH);
  }

  private static String codec(int layer) {
    return "audio_encoder.decoder.layers." + layer + ".";
  }

  private void addLstm(String prefix, int width, int layers) {
    for (int i = 0; i < layers; i++) {
      for (String side : List.of("ih", "hh")) {
        noise(prefix + "lstm.weight_" + side + "_l" + i, 1 / Math.sqrt(width), 4 * width, width);
        constant(prefix + "lstm.bias_" + side + "_l" + i, 0, 4 * width);
      }
    }
  }

  private void convolution(String prefix, int outputs, int inputs, int kernel, double length) {
    constant(prefix + "conv.weight_g", length, outputs, 1, 1);
    noise(prefix + "conv.weight_v", 1, outputs, inputs, kernel);
    constant(prefix + "conv.bias", 0, outputs);
  }

  /// A transposed convolution is normalised over its inputs.
  private void upsampling(String prefix, int inputs, int outputs, int kernel) {
    constant(prefix + "conv.weight_g", 1, inputs, 1, 1);
    noise(prefix + "conv.weight_v", 1, inputs, outputs, kernel);
    constant(prefix + "conv.bias", 0, outputs);
  }

  private void norm(String name, int width) {
    constant(name + ".weight", 1, width);
    constant(name + ".bias", 0, width);
  }

  private void linear(String name, int outputs, int inputs) {
    noise(name + ".weight", 1 / Math.sqrt(inputs), outputs, inputs);
  }

  private void noise(String name, double level, Integer... shape) {
    plans.add(new Plan(name, List.of(shape), level, false));
  }

  private void constant(String name, double value, Integer... shape) {
    plans.add(new Plan(name, List.of(shape), value, true));
  }
}
