package lofi.musicgen.convert;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.checkpoint.Tensor;
import lofi.musicgen.decoder.DecoderShape;

/// The language model's tensors under the names that transformers gives them, shapes checked.
///
/// A weight is `[outputs][inputs]`.
record DecoderTensors(Checkpoint checkpoint, DecoderShape shape) {
  private static final String MODEL = "decoder.model.decoder.";

  static DecoderTensors of(Checkpoint checkpoint) {
    return new DecoderTensors(checkpoint, DecoderShape.of(checkpoint.config()));
  }

  Tensor embedding(int codebook) {
    return checkpoint
        .tensor(MODEL + "embed_tokens." + codebook + ".weight")
        .require(shape.vocabulary() + 1, shape.hidden());
  }

  List<Tensor> heads() {
    return IntStream.range(0, shape.codebooks())
        .mapToObj(book -> checkpoint.tensor("decoder.lm_heads." + book + ".weight"))
        .map(head -> head.require(shape.vocabulary(), shape.hidden()))
        .toList();
  }

  Norm norm() {
    return norm(MODEL + "layer_norm");
  }

  /// None where the text encoder is as wide as the decoder.
  Optional<Tensor> textProjection() {
    if (shape.textWidth() == shape.hidden()) {
      return Optional.empty();
    }
    Tensor weight = checkpoint.tensor("enc_to_dec_proj.weight");
    return Optional.of(weight.require(shape.hidden(), shape.textWidth()));
  }

  Tensor textBias() {
    return checkpoint.tensor("enc_to_dec_proj.bias").require(shape.hidden());
  }

  Layer layer(int index) {
    Layer layer = new Layer(MODEL + "layers." + index + ".");
    layer.refuseBias();
    return layer;
  }

  /// A layer's own names.
  final class Layer {
    private final String prefix;

    Layer(String prefix) {
      this.prefix = prefix;
    }

    private void refuseBias() {
      for (String linear : List.of("self_attn.q_proj", "encoder_attn.q_proj", "fc1", "fc2")) {
        if (checkpoint.has(prefix + linear + ".bias")) {
          throw new MalformedFileException(
              "No MusicGen has the tensor " + prefix + linear + ".bias");
        }
      }
    }

    Norm selfNorm() {
      return norm(prefix + "self_attn_layer_norm");
    }

    Norm crossNorm() {
      return norm(prefix + "encoder_attn_layer_norm");
    }

    Norm feedNorm() {
      return norm(prefix + "final_layer_norm");
    }

    /// `part` is `q`, `k` or `v`.
    Tensor self(String part) {
      return square("self_attn." + part + "_proj");
    }

    Tensor selfOut() {
      return square("self_attn.out_proj");
    }

    /// `part` is `q`, `k` or `v`.
    Tensor cross(String part) {
      return square("encoder_attn." + part + "_proj");
    }

    Tensor crossOut() {
      return square("encoder_attn.out_proj");
    }

    Tensor feedUp() {
      return weight("fc1").require(shape.feedForward(), shape.hidden());
    }

    Tensor feedDown() {
      return weight("fc2").require(shape.hidden(), shape.feedForward());
    }

    private Tensor square(String name) {
      return weight(name).require(shape.hidden(), shape.hidden());
    }

    private Tensor weight(String name) {
      return checkpoint.tensor(prefix + name + ".weight");
    }
  }

  /// A normalisation's gain and bias.
  record Norm(Tensor gain, Tensor bias) {}

  private Norm norm(String name) {
    return new Norm(
        checkpoint.tensor(name + ".weight").require(shape.hidden()),
        checkpoint.tensor(name + ".bias").require(shape.hidden()));
  }
}
