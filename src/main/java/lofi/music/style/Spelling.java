package lofi.music.style;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Forgives one wrong, missing, doubled or swapped letter in longer words, except in words that
/// mean something else.
final class Spelling {
  private static final int SHORTEST = 5;
  private static final Set<String> VOCABULARY = vocabulary();

  /// Common words that are one letter away from a word of the lexicon.
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "brain", "bring", "drains", "fight", "grain", "might", "phase", "plane", "planes",
          "right", "sight", "story", "store", "strain", "trace", "track", "tight", "words", "world",
          "steep", "sleet", "paper", "spice", "beast", "bench", "reach", "teach", "slows", "trains",
          "mouse", "horse", "learn", "write");

  private Spelling() {}

  static List<String> corrected(String[] words) {
    List<String> corrected = new ArrayList<>();
    for (String word : words) {
      corrected.add(correct(word));
    }
    return corrected;
  }

  private static Set<String> vocabulary() {
    Set<String> words = new HashSet<>(PromptReader.modifiers());
    for (String phrase : Lexicon.phrases()) {
      words.addAll(List.of(phrase.split(" ", -1)));
    }
    return words;
  }

  private static String correct(String word) {
    if (word.length() < SHORTEST || VOCABULARY.contains(word) || OTHER_WORDS.contains(word)) {
      return word;
    }
    String best = word;
    for (String known : VOCABULARY) {
      boolean first = best.equals(word) || known.compareTo(best) < 0;
      if (known.length() >= SHORTEST - 1 && first && isOneSlipAway(word, known)) {
        best = known;
      }
    }
    return best;
  }

  private static boolean isOneSlipAway(String typed, String known) {
    int start = 0;
    int shorter = Math.min(typed.length(), known.length());
    while (start < shorter && typed.charAt(start) == known.charAt(start)) {
      start++;
    }
    String typedRest = typed.substring(start);
    String knownRest = known.substring(start);
    return switch (typed.length() - known.length()) {
      case 1 -> typedRest.substring(1).equals(knownRest);
      case -1 -> knownRest.substring(1).equals(typedRest);
      case 0 -> isReplacedOrSwapped(typedRest, knownRest);
      default -> false;
    };
  }

  private static boolean isReplacedOrSwapped(String a, String b) {
    if (a.isEmpty() || a.substring(1).equals(b.substring(1))) {
      return true;
    }
    return a.length() > 1
        && a.charAt(0) == b.charAt(1)
        && a.charAt(1) == b.charAt(0)
        && a.substring(2).equals(b.substring(2));
  }
}
