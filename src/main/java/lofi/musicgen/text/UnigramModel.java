package lofi.musicgen.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Cuts a word into the pieces that are likeliest together (Viterbi's algorithm).
final class UnigramModel {
  /// How much worse an unknown character is than the worst piece.
  private static final double UNKNOWN_PENALTY = 10;

  private static final double UNREACHED = Double.NEGATIVE_INFINITY;

  private final PieceTable table;
  private final double[] logProbabilities;
  private final int unknown;
  private final double unknownScore;

  UnigramModel(PieceTable table, double[] logProbabilities, int unknown) {
    this.table = table;
    this.logProbabilities = logProbabilities;
    this.unknown = unknown;
    unknownScore = least(logProbabilities) - UNKNOWN_PENALTY;
  }

  int pieces() {
    return logProbabilities.length;
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  /// Appends the ids of a word's pieces; unknown characters in a row become one id.
  void encode(String word, IntStream.Builder out) {
    int[] pieces = new Lattice(word).best();
    int before = -1;
    for (int id : pieces) {
      if (id != unknown || before != unknown) {
        out.add(id);
      }
      before = id;
    }
  }

  /// The best way to each place of a word, which is taken as UTF-8.
  private final class Lattice {
    private final byte[] word;
    private final double[] scores;
    private final int[] begins; // of the piece that ends at a place
    private final int[] pieces;

    Lattice(String text) {
      word = text.getBytes(StandardCharsets.UTF_8);
      scores = new double[word.length + 1];
      begins = new int[word.length + 1];
      pieces = new int[word.length + 1];
      Arrays.fill(scores, 1, scores.length, UNREACHED);
    }

    int[] best() {
      for (int from = 0; from < word.length; from = nextCharacter(from)) {
        goOnFrom(from);
      }
      return backwards();
    }

    private int nextCharacter(int from) {
      int to = from + 1;
      while (to < word.length && (word[to] & 0xc0) == 0x80) {
        to++;
      }
      return to;
    }

    private void goOnFrom(int from) {
      int next = nextCharacter(from);
      boolean isKnown = false;
      int hash = 0;
      int last = Math.min(word.length, from + table.longest());
      for (int to = from + 1; to <= last; to++) {
        hash = PieceTable.hash(hash, word[to - 1]);
        int id = table.id(word, from, to, hash);
        if (id >= 0) {
          offer(from, to, id, logProbabilities[id]);
          isKnown |= to == next;
        }
      }
      if (!isKnown) {
        offer(from, next, unknown, unknownScore);
      }
    }

    private void offer(int from, int to, int id, double score) {
      if (scores[from] + score > scores[to]) {
        scores[to] = scores[from] + score;
        begins[to] = from;
        pieces[to] = id;
      }
    }

    private int[] backwards() {
      int[] reversed = new int[word.length];
      int first = reversed.length;
      for (int to = word.length; to > 0; to = begins[to]) {
        reversed[--first] = pieces[to];
      }
      return Arrays.copyOfRange(reversed, first, reversed.length);
    }
  }
}
