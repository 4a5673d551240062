package lofi.musicgen;

import java.util.Map;
import lofi.musicgen.convert.SyntheticCheckpoint;

/// Configurations of models that are small, and of sizes that nobody would choose.
public final class SmallModels {
  private SmallModels() {}

  /// The description of a model; its codec has as many codebooks, with as many codes.
  public static String config(
      int hidden, int heads, int feedForward, int codebooks, int vocabulary, int textWidth) {
    Map<String, Integer> sizes =
        Map.of(
            "\"hidden_size\": 1024", hidden,
            "\"num_attention_heads\": 16", heads,
            "\"ffn_dim\": 4096", feedForward,
            "\"num_codebooks\": 4", codebooks,
            "\"num_hidden_layers\": 24", 2,
            "\"vocab_size\": 2048", vocabulary,
            "\"codebook_size\": 2048", vocabulary,
            "\"pad_token_id\": 2048", vocabulary,
            "\"d_model\": 768", textWidth);
    String config = SyntheticCheckpoint.SMALL;
    for (Map.Entry<String, Integer> size : sizes.entrySet()) {
      config = with(config, size.getKey(), size.getValue());
    }
    config = with(config, "\"d_ff\": 3072", 48);
    config = with(config, "\"num_layers\": 12", 1);
    config = with(config, "\"vocab_size\": 32128", 80);
    return with(config, "\"num_filters\": 64", 2);
  }

  /// The description with another number where `entry` stands.
  public static String with(String config, String entry, int value) {
    if (!config.contains(entry)) {
      throw new IllegalArgumentException("No " + entry + " in the configuration");
    }
    return config.replace(entry, entry.replaceAll("\\d+$", Integer.toString(value)));
  }
}
