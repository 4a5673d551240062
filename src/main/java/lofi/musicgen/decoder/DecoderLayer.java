package lofi.musicgen.decoder;

import java.util.stream.Stream;

/// One of the decoder's layers: attention to the piece, attention to the text, feed-forward.
///
/// @param queryKeyValue fused and ordered by head: query, keys, values of head 0, then of head 1 …
/// @param crossKeyValue likewise keys and values, used once a prompt
record DecoderLayer(
    LayerNorm selfNorm,
    LinearLayer queryKeyValue,
    LinearLayer selfOut,
    LayerNorm crossNorm,
    LinearLayer crossQuery,
    LinearLayer crossKeyValue,
    LinearLayer crossOut,
    LayerNorm feedNorm,
    LinearLayer feedUp,
    LinearLayer feedDown) {
  /// See [LinearLayer#rest].
  void rest() {
    Stream.of(queryKeyValue, selfOut, crossQuery, crossKeyValue, crossOut, feedUp, feedDown)
        .forEach(LinearLayer::rest);
  }
}
