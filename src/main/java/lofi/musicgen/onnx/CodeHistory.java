package lofi.musicgen.onnx;

import java.util.Arrays;

/// The codec frames of a piece so far.
final class CodeHistory {
  private final int[][] codes;
  private int length;

  CodeHistory(int codebooks) {
    this.codes = new int[codebooks][256];
  }

  int length() {
    return length;
  }

  void add(int[][] more) {
    if (more.length != codes.length) {
      throw new IllegalArgumentException(
          "A codec frame has " + codes.length + " codes, not " + more.length);
    }
    int added = more[0].length;
    for (int codebook = 0; codebook < codes.length; codebook++) {
      if (length + added > codes[codebook].length) {
        codes[codebook] = Arrays.copyOf(codes[codebook], 2 * (length + added));
      }
      System.arraycopy(more[codebook], 0, codes[codebook], length, added);
    }
    length += added;
  }

  /// The frames from `from` to `to`, as a tensor `[codebook][codecFrame]` wants them. Frames before
  /// the first and after the last are mirrored at it, as the network's first layer pads.
  long[] mirrored(int from, int to) {
    long[] flat = new long[codes.length * (to - from)];
    int at = 0;
    for (int[] codebook : codes) {
      for (int frame = from; frame < to; frame++) {
        flat[at++] = codebook[mirror(frame)];
      }
    }
    return flat;
  }

  /// A piece too short to mirror repeats what it has.
  private int mirror(int frame) {
    int inside = frame < 0 ? -frame : frame >= length ? 2 * (length - 1) - frame : frame;
    return Math.clamp(inside, 0, length - 1);
  }
}
