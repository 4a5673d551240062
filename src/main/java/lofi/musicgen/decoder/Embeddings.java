package lofi.musicgen.decoder;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// Turns the codes of a step into the first row of the residual stream.
///
/// @param books one table per codebook, `[vocabulary + 1][paddedHidden]` floats
record Embeddings(List<MemorySegment> books, int paddedHidden, SinusoidalPositions positions) {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Writes the sum of the codes' embeddings and of the position.
  void embed(int[] codes, int position, float[] x) {
    positions.write(position, x);
    for (int book = 0; book < codes.length; book++) {
      add(books.get(book), (long) codes[book] * paddedHidden, x);
    }
  }

  private void add(MemorySegment book, long at, float[] x) {
    for (int i = 0; i < paddedHidden; i++) {
      x[i] += book.getAtIndex(FLOAT, at + i);
    }
  }
}
