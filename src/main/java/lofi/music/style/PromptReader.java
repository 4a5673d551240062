package lofi.music.style;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lofi.music.random.RandomStream;

/// Reads a prompt from left to right, taking the longest phrase that the lexicon knows.
///
/// `very` and `heavy` make the next hit stronger, `slightly` and `soft` weaker, and `no` takes it
/// away. Stated values (`82 bpm`, `in d minor`, `swing 58`, `3 min`, `8 bars`, `seed 42`) win over
/// every word.
public final class PromptReader {
  private static final Pattern BPM = Pattern.compile("\\b(\\d{2,3}) ?bpm\\b");
  private static final Pattern KEY =
      Pattern.compile("\\bin ([a-g])( sharp| flat|#|b)? (major|minor)\\b");
  private static final Pattern SWING = Pattern.compile("\\bswing (\\d{2})\\b");
  private static final Pattern SEED = Pattern.compile("\\bseed (-?\\d{1,19})\\b");

  /// What is no letter and no digit, except for the minus of a seed.
  private static final Pattern PUNCTUATION =
      Pattern.compile("(?:(?!(?<=\\bseed\\W{1,3})-\\d)[^\\p{L}\\p{N}#])+");

  private static final Pattern MINUTES =
      Pattern.compile("\\b(\\d{1,2}) ?(?:min|mins|minute|minutes)\\b");
  private static final Pattern BARS = Pattern.compile("\\b(\\d{1,3}) ?bars?\\b");
  private static final String NOTES = "c d ef g a b";
  private static final Map<String, Double> MODIFIERS =
      Map.ofEntries(
          Map.entry("very", 1.5),
          Map.entry("heavy", 1.5),
          Map.entry("really", 1.5),
          Map.entry("super", 1.5),
          Map.entry("slightly", .5),
          Map.entry("soft", .5),
          Map.entry("bit", .5),
          Map.entry("little", .5),
          Map.entry("light", .5));

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
    return PUNCTUATION.matcher(plain).replaceAll(" ").strip();
  }

  /// The seed of a piece: the user's, or the one that the prompt states (`seed 42`), and the words.
  public static long songSeed(long userSeed, String normalised) {
    return RandomStream.hash(statedSeed(normalised).orElse(userSeed), normalised);
  }

  /// A number that is no seed, since it has more than 64 bits, is a word like any other.
  private static OptionalLong statedSeed(String normalised) {
    Matcher stated = SEED.matcher(normalised);
    if (!stated.find()) {
      return OptionalLong.empty();
    }
    var number = new BigInteger(stated.group(1));
    return number.bitLength() < Long.SIZE
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
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
    return MODIFIERS.getOrDefault(word, 1.0);
  }

  /// The words that make the next hit stronger or weaker.
  static Set<String> modifiers() {
    return MODIFIERS.keySet();
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
    stateNumber(MINUTES, text, "minutes");
    stateNumber(BARS, text, "bars");
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

  private void stateNumber(Pattern pattern, String text, String name) {
    Matcher number = pattern.matcher(text);
    if (number.find()) {
      wishes.state(name, Integer.parseInt(number.group(1)));
    }
  }

  private static int accidental(@org.jspecify.annotations.Nullable String sign) {
    if (sign == null) {
      return 0;
    }
    return sign.equals("#") || sign.equals(" sharp") ? 1 : -1;
  }
}
