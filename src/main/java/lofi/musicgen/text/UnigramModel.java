package lofi.musicgen.text;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// Cuts a word into the pieces that are likeliest together (Viterbi's algorithm).
final class UnigramModel {
  /// How much worse an unknown character is than the worst piece.
  private static final double UNKNOWN_PENALTY = 10;

  private static final double UNREACHED = Double.NEGATIVE_INFINITY;

  private final Map<String, Integer> ids;
  private final double[] logProbabilities;
  private final int unknown;
  private final double unknownScore;
  private final int longest;

  UnigramModel(Map<String, Integer> ids, double[] logProbabilities, int unknown) {
    this.ids = ids;
    this.logProbabilities = logProbabilities;
    this.unknown = unknown;
    unknownScore = Arrays.stream(logProbabilities).min().orElse(0) - UNKNOWN_PENALTY;
    longest = ids.keySet().stream().mapToInt(String::length).max().orElse(1);
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

  /// The best way to each place of a word.
  private final class Lattice {
    private final String word;
    private final double[] scores;
    private final int[] begins; // of the piece that ends at a place
    private final int[] pieces;

    Lattice(String word) {
      this.word = word;
      scores = new double[word.length() + 1];
      begins = new int[word.length() + 1];
      pieces = new int[word.length() + 1];
      Arrays.fill(scores, 1, scores.length, UNREACHED);
    }

    int[] best() {
      for (int from = 0; from < word.length(); from += characterAt(from)) {
        goOnFrom(from);
      }
      return backwards();
    }

    private int characterAt(int from) {
      return Character.charCount(word.codePointAt(from));
    }

    private void goOnFrom(int from) {
      int character = characterAt(from);
      boolean isKnown = false;
      int last = Math.min(word.length(), from + longest);
      for (int to = from + 1; to <= last; to++) {
        Integer id = ids.get(word.substring(from, to));
        if (id != null) {
          offer(from, to, id, logProbabilities[id]);
          isKnown |= to == from + character;
        }
      }
      if (!isKnown) {
        offer(from, from + character, unknown, unknownScore);
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
      int[] reversed = new int[word.length()];
      int first = reversed.length;
      for (int to = word.length(); to > 0; to = begins[to]) {
        reversed[--first] = pieces[to];
      }
      return Arrays.copyOfRange(reversed, first, reversed.length);
    }
  }
}
