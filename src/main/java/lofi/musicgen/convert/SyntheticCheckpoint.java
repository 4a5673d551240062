package lofi.musicgen.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import lofi.musicgen.checkpoint.Element;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.convert.SyntheticTensors.Plan;

/// Makes a checkpoint with random weights, laid out as Hugging Face publishes it.
///
/// What it plays is noise; it is there to measure speed and memory without a download, and to try
/// other sizes.
public final class SyntheticCheckpoint {
  /// MusicGen-small, as far as anything here reads its configuration.
  public static final String SMALL =
      """
      {
        "model_type": "musicgen",
        "text_encoder": {
          "model_type": "t5", "d_model": 768, "d_kv": 64, "d_ff": 3072, "num_heads": 12,
          "num_layers": 12, "vocab_size": 32128, "feed_forward_proj": "relu",
          "relative_attention_num_buckets": 32, "relative_attention_max_distance": 128,
          "layer_norm_epsilon": 1e-06
        },
        "audio_encoder": {
          "model_type": "encodec", "audio_channels": 1, "codebook_dim": 128,
          "codebook_size": 2048, "compress": 2, "dilation_growth_rate": 2, "hidden_size": 128,
          "kernel_size": 7, "last_kernel_size": 7, "normalize": false, "norm_type": "weight_norm",
          "num_filters": 64, "num_lstm_layers": 2, "num_residual_layers": 1, "pad_mode": "reflect",
          "residual_kernel_size": 3, "sampling_rate": 32000, "target_bandwidths": [2.2],
          "trim_right_ratio": 1.0, "upsampling_ratios": [8, 5, 4, 4], "use_causal_conv": false,
          "use_conv_shortcut": false
        },
        "decoder": {
          "model_type": "musicgen_decoder", "activation_function": "gelu", "audio_channels": 1,
          "bos_token_id": 2048, "ffn_dim": 4096, "hidden_size": 1024,
          "max_position_embeddings": 2048, "num_attention_heads": 16, "num_codebooks": 4,
          "num_hidden_layers": 24, "pad_token_id": 2048, "vocab_size": 2048
        }
      }
      """;

  private static final String GENERATION =
      """
      {
        "bos_token_id": 2048, "decoder_start_token_id": 2048, "do_sample": true,
        "guidance_scale": 3.0, "max_length": 1500, "pad_token_id": 2048
      }
      """;

  /// Letters and signs only: enough for any English prompt.
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'-";

  private static final int NOISE_SIZE = 1 << 16;
  private static final int CHUNK = 1 << 20;

  private final Element element;
  private final Random random;
  private final float[] noise = new float[NOISE_SIZE];
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private SyntheticCheckpoint(Element element, long seed) {
    this.element = element;
    random = new Random(seed);
    for (int i = 0; i < NOISE_SIZE; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  /// Writes a model of the shape of `config` into the new folder `target`.
  ///
  /// @param element F32, F16 or BF16
  public static void write(Path target, String config, Element element, long seed)
      throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("config.json"), config);
    Files.writeString(target.resolve("generation_config.json"), GENERATION);
    Files.writeString(target.resolve("tokenizer.json"), tokenizer());
    JsonObject parsed = JsonObject.parse(config.getBytes(StandardCharsets.UTF_8));
    new SyntheticCheckpoint(element, seed)
        .write(target.resolve("model.safetensors"), SyntheticTensors.of(parsed));
  }

  private void write(Path file, List<Plan> plans) throws IOException {
    byte[] header = header(plans).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, start.putLong(header.length).put(header).flip());
      for (Plan plan : plans) {
        write(channel, plan);
      }
    }
  }

  private String header(List<Plan> plans) {
    StringBuilder json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long at = 0;
    for (Plan plan : plans) {
      long end = at + plan.size() * element.bytes();
      json.append(
          ",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(plan.name(), element, plan.shape(), at, end));
      at = end;
    }
    json.append('}');
    return json + " ".repeat(-(json.length() + 8) & 7);
  }

  /// The noise is a table, read from a place of its own for every stretch.
  private void write(FileChannel channel, Plan plan) throws IOException {
    for (long left = plan.size(); left > 0; ) {
      int count = (int) Math.min(left, CHUNK / element.bytes());
      int from = random.nextInt(NOISE_SIZE);
      chunk.clear();
      for (int i = 0; i < count; i++) {
        float drawn = noise[from + i * 7919 & NOISE_SIZE - 1];
        put((float) (plan.isConstant() ? plan.level() : plan.level() * drawn));
      }
      writeFully(channel, chunk.flip());
      left -= count;
    }
  }

  private void put(float value) {
    switch (element) {
      case F32 -> chunk.putFloat(value);
      case F16 -> chunk.putShort(Float.floatToFloat16(value));
      case BF16 -> chunk.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
      case I64 -> throw new IllegalArgumentException("Weights are no whole numbers");
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String tokenizer() {
    StringBuilder vocabulary =
        new StringBuilder("[\"<pad>\",0],[\"</s>\",0],[\"<unk>\",0],[\"▁\",-2]");
    for (int i = 0; i < LETTERS.length(); i++) {
      vocabulary.append(",[\"").append(LETTERS.charAt(i)).append("\",-4]");
    }
    return """
    {
      "added_tokens": [{"id":0,"content":"<pad>"},{"id":1,"content":"</s>"},{"id":2,"content":"<unk>"}],
      "normalizer": {"type":"Sequence","normalizers":[{"type":"Strip","strip_right":true}]},
      "pre_tokenizer": {"type":"Metaspace","replacement":"▁","prepend_scheme":"first"},
      "model": {"type":"Unigram","unk_id":2,"vocab":[%s]}
    }
    """
        .formatted(vocabulary);
  }
}
