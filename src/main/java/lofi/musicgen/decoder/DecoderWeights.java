package lofi.musicgen.decoder;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All weights of a language model, ready for the kernels.
///
/// @param heads one layer for the linear heads of all codebooks
/// @param textProjection from the text encoder's width to the hidden one; null where they are the
///   same and the model has no such layer
record DecoderWeights(
    DecoderShape shape,
    Quantization quantization,
    Embeddings embeddings,
    List<DecoderLayer> layers,
    LayerNorm norm,
    LinearLayer heads,
    @Nullable TextProjection textProjection) {

  /// Gives back the memory of what is needed once a prompt.
  void restUntilNextPrompt() {
    layers.forEach(layer -> layer.crossKeyValue().rest());
    if (textProjection != null) {
      textProjection.rest();
    }
  }

  static DecoderWeights from(WeightSections sections) {
    return new Reader(sections).read();
  }

  /// Collects the sections by name.
  private record Reader(
      WeightSections from,
      DecoderShape shape,
      PaddedShape padded,
      Quantization many,
      Quantization few) {
    Reader(WeightSections from) {
      this(
          from,
          from.shape(),
          PaddedShape.of(from.shape()),
          from.quantization(),
          from.quantization().careful());
    }

    DecoderWeights read() {
      return new DecoderWeights(
          shape,
          many,
          embeddings(),
          IntStream.range(0, shape.layers()).mapToObj(this::layer).toList(),
          norm(SectionName.NORM),
          linear(SectionName.HEADS, few, padded.hidden(), padded.logits()),
          projection());
    }

    private Embeddings embeddings() {
      return new Embeddings(
          IntStream.range(0, shape.codebooks())
              .mapToObj(SectionName::embedding)
              .map(name -> from.floats(name, shape.vocabulary() + 1, padded.hidden()))
              .toList(),
          padded.hidden(),
          new SinusoidalPositions(shape.hidden()));
    }

    private DecoderLayer layer(int index) {
      int hidden = padded.hidden();
      int headChannels = shape.heads() * padded.headWidth();
      SectionName.Layer name = new SectionName.Layer(index);
      return new DecoderLayer(
          norm(name.selfNorm()),
          linear(name.queryKeyValue(), many, hidden, 3 * headChannels),
          linear(name.selfOut(), many, padded.attended(), hidden),
          norm(name.crossNorm()),
          linear(name.crossQuery(), many, hidden, headChannels),
          rareLinear(name.crossKeyValue(), hidden, 2 * headChannels),
          linear(name.crossOut(), many, padded.attended(), hidden),
          norm(name.feedNorm()),
          linear(name.feedUp(), many, hidden, padded.feedForward()),
          linear(name.feedDown(), many, padded.feedForward(), hidden));
    }

    private LinearLayer linear(String name, Quantization quantization, int inputs, int outputs) {
      return quantization.layer(from.tiles(name, quantization, inputs, outputs), inputs, outputs);
    }

    /// A layer that is needed once a prompt.
    private LinearLayer rareLinear(String name, int inputs, int outputs) {
      return few.layer(from.rareTiles(name, few, inputs, outputs), inputs, outputs);
    }

    private LayerNorm norm(String name) {
      int hidden = padded.hidden();
      float[] both = WeightSections.toArray(from.floats(name, 2, hidden));
      float[] gain = new float[hidden];
      float[] bias = new float[hidden];
      System.arraycopy(both, 0, gain, 0, hidden);
      System.arraycopy(both, hidden, bias, 0, hidden);
      return new LayerNorm(shape.hidden(), gain, bias);
    }

    private @Nullable TextProjection projection() {
      if (!from.has(SectionName.TEXT_PROJECTION)) {
        return null;
      }
      return new TextProjection(
          rareLinear(SectionName.TEXT_PROJECTION, padded.textWidth(), padded.hidden()),
          WeightSections.toArray(from.floats(SectionName.TEXT_BIAS, 1, padded.hidden())));
    }
  }
}
