package lofi.musicgen.decoder;

import java.util.List;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// The sizes of a language model. Nothing else tells them, and no code may assume one.
///
/// @param hidden the width of the residual stream
/// @param heads attention heads of a layer
/// @param headWidth channels of a head; `heads × headWidth = hidden`
/// @param feedForward the width between the two linear layers of a feed-forward block
/// @param codebooks codes of one codec frame
/// @param vocabulary codes that a codebook has; the pad code comes on top
/// @param padCode what a codebook reads where the delay pattern has no code; also the first code
/// @param textWidth the width of the text encoder's output
/// @param maxPositions steps after which the model was never trained
/// @param audioChannels 1, or 2 for the stereo models, which have codebooks for each side
public record DecoderShape(
    int hidden,
    int heads,
    int headWidth,
    int layers,
    int feedForward,
    int codebooks,
    int vocabulary,
    int padCode,
    int textWidth,
    int maxPositions,
    int audioChannels) {
  /// Far above any model of this kind, and low enough that no product of two overflows an `int`.
  private static final int LARGEST = 1 << 15;

  public DecoderShape {
    for (int size : List.of(hidden, heads, headWidth, layers, feedForward, codebooks)) {
      requireSize(size);
    }
    for (int size : List.of(vocabulary, textWidth, maxPositions, audioChannels)) {
      requireSize(size);
    }
    if (heads * headWidth != hidden) {
      throw new IllegalArgumentException(hidden + " channels do not divide into " + heads);
    }
    if (padCode < 0 || padCode > vocabulary) {
      throw new IllegalArgumentException("The pad code " + padCode + " has no embedding");
    }
  }

  private static void requireSize(int size) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("A model has no size of " + size);
    }
  }

  /// The shape that a model's `config.json` describes.
  public static DecoderShape of(JsonObject config) {
    try {
      return read(config.object("decoder"), config.object("text_encoder"));
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException("config.json: " + e.getMessage());
    }
  }

  private static DecoderShape read(JsonObject decoder, JsonObject textEncoder) {
    requireKnownKind(decoder);
    int hidden = decoder.integer("hidden_size");
    int heads = decoder.integer("num_attention_heads");
    int vocabulary = decoder.integer("vocab_size");
    return new DecoderShape(
        hidden,
        heads,
        hidden / Math.max(1, heads),
        decoder.integer("num_hidden_layers"),
        decoder.integer("ffn_dim"),
        decoder.integer("num_codebooks"),
        vocabulary,
        decoder.integer("pad_token_id", vocabulary),
        textEncoder.integer("d_model"),
        decoder.integer("max_position_embeddings", 2048),
        decoder.integer("audio_channels", 1));
  }

  private static void requireKnownKind(JsonObject decoder) {
    if (decoder.integer("audio_channels", 1) != 1) {
      throw new IllegalArgumentException("Stereo models are not supported yet");
    }
    String activation = decoder.text("activation_function", "gelu");
    if (!activation.equals("gelu")) {
      throw new IllegalArgumentException("This decoder knows gelu only, not " + activation);
    }
  }

  /// How many logits a step writes.
  public int logits() {
    return codebooks * vocabulary;
  }
}
