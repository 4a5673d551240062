package lofi.musicgen.decoder;

import java.lang.foreign.MemorySegment;

/// A matrix of weights, applied to the one or two rows of a decoding step: `y = W·x`.
///
/// Vector lanes are outputs, so that no sum crosses lanes. The weights lie in one stream, in the
/// order in which they are used: tiles of [#TILE] outputs, in each of them blocks of [#BLOCK]
/// inputs. Rows and columns that fill up the last tile or block are zero.
///
/// C2 stops inlining when a method has grown to a number of nodes and then puts every vector into
/// an object, which is 10 to 30 times slower and silent. Hence the style of the kernels: small
/// methods, loops that C2 may unroll itself, and no vector as an argument but of a tiny method.
sealed interface LinearLayer permits FourBitLayer, EightBitLayer, FloatLayer {
  int TILE = 64;
  int BLOCK = 64;

  /// The weights as the kernels read them.
  MemorySegment packed();

  int inputs();

  /// Outputs with the padding of the last tile.
  int outputs();

  /// Makes `to` hold what this layer reads for `rows` rows of `x`.
  void load(Activations to, float[] x, int stride, int rows);

  /// Computes the outputs of the tiles `fromTile` up to `toTile`; row r goes to `y[r·stride + …]`.
  void apply(Activations x, int fromTile, int toTile, float[] y, int stride);

  default int tiles() {
    return outputs() / TILE;
  }

  /// Lets the pages of mapped weights go; they come back from the file when they are read again.
  default void rest() {
    if (packed().isMapped()) {
      packed().unload();
    }
  }

  static int paddedToTile(int outputs) {
    return Math.ceilDiv(outputs, TILE) * TILE;
  }

  static int paddedToBlock(int inputs) {
    return Math.ceilDiv(inputs, BLOCK) * BLOCK;
  }
}
