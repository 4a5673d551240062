package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.LinearLayer.paddedToBlock;
import static lofi.musicgen.decoder.LinearLayer.paddedToTile;

/// The sizes of a model after padding to whole tiles and blocks.
///
/// Padding is zero wherever it could be seen: weights, gains, biases and embeddings. A head is
/// padded by itself, so that its query, keys and values are whole vectors.
public record PaddedShape(
    int hidden, int headWidth, int attended, int feedForward, int textWidth, int logits) {
  public static PaddedShape of(DecoderShape shape) {
    int headWidth = paddedToTile(shape.headWidth());
    return new PaddedShape(
        paddedToBlock(shape.hidden()),
        headWidth,
        paddedToBlock(shape.heads() * headWidth),
        paddedToBlock(shape.feedForward()),
        paddedToBlock(shape.textWidth()),
        paddedToTile(shape.logits()));
  }
}
