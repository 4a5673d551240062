package lofi.music.style;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a prompt from left to right, taking the longest phrase that the lexicon knows.
///
/// `very` and `heavy` make the next hit stronger, `slightly` and `soft` weaker, and `no` takes it
/// away. Stated values (`82 bpm`, `in d minor`, `swing 58`) win over every word.
public final class PromptReader {
  private static final Pattern BPM = Pattern.compile("\\b(\\d{2,3}) ?bpm\\b");
  private static final Pattern KEY =
      Pattern.compile("\\bin ([a-g])( sharp| flat|#|b)? (major|minor)\\b");
  private static final Pattern SWING = Pattern.compile("\\bswing (\\d{2})\\b");
  private static final String NOTES = "c d ef g a b";
  private static final int LONGEST_PHRASE = 4;

  private final List<String> words;
  private final Wishes wishes = new Wishes();
  private boolean isRemoved;

  private PromptReader(String normalised) {
    words = Spelling.corrected(normalised.split(" ", -1));
  }

  /// The prompt in the form that decides the seed: lower case, single spaces, no punctuation.
  public static String normalise(String prompt) {
    String plain = Normalizer.normalize(prompt, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return plain.replaceAll("[^\\p{L}\\p{N}#]+", " ").strip();
  }

  static Wishes read(String normalised) {
    var reader = new PromptReader(normalised);
    reader.readWords();
    reader.readStatedValues(normalised);
    return reader.wishes;
  }

  private void readWords() {
    double strength = 1;
    int at = 0;
    while (at < words.size()) {
      int taken = takePhrase(at, strength);
      strength = taken > 0 ? 1 : strength * modifier(words.get(at));
      isRemoved = taken == 0 && (isRemoved || isNegation(words.get(at)));
      at += Math.max(1, taken);
    }
  }

  private static double modifier(String word) {
    return switch (word) {
      case "very", "heavy", "really", "super" -> 1.5;
      case "slightly", "soft", "bit", "little", "light" -> .5;
      default -> 1;
    };
  }

  /// @return how many words the longest known phrase at `at` has, or 0
  private int takePhrase(int at, double strength) {
    for (int length = Math.min(LONGEST_PHRASE, words.size() - at); length > 0; length--) {
      List<Effect> effects = Lexicon.effectsOf(String.join(" ", words.subList(at, at + length)));
      if (!effects.isEmpty()) {
        effects.forEach(effect -> apply(effect, strength));
        return length;
      }
    }
    return 0;
  }

  private void apply(Effect effect, double strength) {
    if (isRemoved) {
      effect.removeFrom(wishes);
    } else {
      effect.applyTo(wishes, strength);
    }
  }

  private static boolean isNegation(String word) {
    return word.equals("no") || word.equals("without") || word.equals("not");
  }

  private void readStatedValues(String text) {
    Matcher bpm = BPM.matcher(text);
    if (bpm.find()) {
      wishes.state("bpm", Integer.parseInt(bpm.group(1)));
    }
    Matcher swing = SWING.matcher(text);
    if (swing.find()) {
      wishes.state("swing", Integer.parseInt(swing.group(1)) / 100.0);
    }
    Matcher key = KEY.matcher(text);
    if (key.find()) {
      wishes.state(
          "key", Math.floorMod(NOTES.indexOf(key.group(1)) + accidental(key.group(2)), 12));
      wishes.choose("mode", key.group(3));
    }
  }

  private static int accidental(@org.jspecify.annotations.Nullable String sign) {
    if (sign == null) {
      return 0;
    }
    return sign.equals("#") || sign.equals(" sharp") ? 1 : -1;
  }
}
