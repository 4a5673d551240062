package lofi.musicgen.text;

import java.util.Arrays;
import lofi.json.JsonReader;

/// The pieces of a vocabulary by their UTF-8 bytes; a piece's id is its place.
///
/// One array of bytes and one hash table of ids: a String and a map's node for each of 32,100
/// pieces would take longer to make than everything else that a tokenizer needs.
final class PieceTable implements JsonReader.Utf8Consumer {
  private static final int USUAL_PIECES = 1 << 15;
  private static final int USUAL_BYTES = 1 << 18;
  private static final int NOBODY = -1;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int[] ends = new int[USUAL_PIECES];
  private int[] table = emptyTable(2 * USUAL_PIECES);
  private int count;
  private int longest;

  private static int[] emptyTable(int size) {
    int[] table = new int[size];
    Arrays.fill(table, NOBODY);
    return table;
  }

  /// Adds the next piece. Of two that are alike the first is found.
  @Override
  public void accept(byte[] utf8, int from, int to) {
    int length = to - from;
    int start = start(count);
    makeRoom(start + length);
    System.arraycopy(utf8, from, bytes, start, length);
    ends[count] = start + length;
    longest = Math.max(longest, length);
    place(count);
    count++;
  }

  private void makeRoom(int end) {
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * end);
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      table = emptyTable(2 * table.length);
      for (int id = 0; id < count; id++) {
        place(id);
      }
    }
  }

  private void place(int id) {
    int from = start(id);
    int to = ends[id];
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash(hash, bytes[i]);
    }
    int slot = slot(bytes, from, to, hash);
    if (table[slot] == NOBODY) {
      table[slot] = id;
    }
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  /// The hash of a text that is one byte longer than the one whose hash is given, at first 0.
  static int hash(int before, byte next) {
    return before * 31 + next;
  }

  /// The id of `utf8[from … to)`, whose hash the caller has; −1 where it is no piece.
  int id(byte[] utf8, int from, int to, int hash) {
    return table[slot(utf8, from, to, hash)];
  }

  /// The slot that has these bytes, or the empty one where they would go.
  private int slot(byte[] utf8, int from, int to, int hash) {
    int mask = table.length - 1;
    int slot = (hash ^ hash >>> 15) & mask;
    while (table[slot] != NOBODY && !isPiece(table[slot], utf8, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isPiece(int id, byte[] utf8, int from, int to) {
    return Arrays.equals(bytes, start(id), ends[id], utf8, from, to);
  }

  int count() {
    return count;
  }

  /// The bytes of the longest piece.
  int longest() {
    return longest;
  }
}
