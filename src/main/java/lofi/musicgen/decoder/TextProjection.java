package lofi.musicgen.decoder;

/// Brings the text encoder's output to the decoder's width; the only layer here that has a bias.
final class TextProjection {
  private final LinearLayer layer;
  private final float[] bias;

  TextProjection(LinearLayer layer, float[] bias) {
    this.layer = layer;
    this.bias = bias;
  }

  /// See [LinearLayer#rest].
  void rest() {
    layer.rest();
  }

  /// Writes the projection of one padded row to `y[at …]`.
  void apply(float[] word, Activations activations, float[] y, int at) {
    float[] row = new float[layer.outputs()];
    layer.load(activations, word, 0, 1);
    layer.apply(activations, 0, layer.tiles(), row, 0);
    for (int i = 0; i < row.length; i++) {
      y[at + i] = row[i] + bias[i];
    }
  }
}
