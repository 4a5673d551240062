package lofi.musicgen.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// Splits a normalised text into words, each with the sign `▁` where a space was.
final class WordSplit {
  private static final char SIGN = '▁';
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  /// Where a sign is put that no space gave.
  private enum Prefix {
    FIRST,
    ALWAYS,
    NEVER
  }

  private boolean splitsAtSpaces;
  private Prefix prefix = Prefix.NEVER;

  /// @param description the member `pre_tokenizer` of a `tokenizer.json`
  WordSplit(JsonObject description) {
    read(description);
  }

  private void read(JsonObject step) {
    switch (step.text("type")) {
      case "Sequence" -> step.objects("pretokenizers").forEach(this::read);
      case "WhitespaceSplit" -> splitsAtSpaces = true;
      case "Metaspace" -> prefix = prefix(step);
      default -> throw new MalformedFileException("Unknown pre-tokenizer " + step.text("type"));
    }
  }

  private static Prefix prefix(JsonObject metaspace) {
    String before = metaspace.flag("add_prefix_space", true) ? "always" : "never";
    return switch (metaspace.text("prepend_scheme", before)) {
      case "first" -> Prefix.FIRST;
      case "always" -> Prefix.ALWAYS;
      case "never" -> Prefix.NEVER;
      default -> throw new MalformedFileException("Unknown prepend_scheme in the tokenizer");
    };
  }

  /// @param isFirst whether the typed text begins with this one
  List<String> words(String text, boolean isFirst) {
    List<String> words = new ArrayList<>();
    if (splitsAtSpaces) {
      for (String part : WHITE_SPACE.split(text.trim(), -1)) {
        addWords(part, isFirst && words.isEmpty(), words);
      }
    } else {
      addWords(text, isFirst, words);
    }
    return words;
  }

  private void addWords(String text, boolean isFirst, List<String> words) {
    if (text.isEmpty()) {
      return;
    }
    String signed = signed(text.replace(' ', SIGN), isFirst);
    int from = 0;
    for (int i = 1; i < signed.length(); i++) {
      if (signed.charAt(i) == SIGN) {
        words.add(signed.substring(from, i));
        from = i;
      }
    }
    words.add(signed.substring(from));
  }

  private String signed(String text, boolean isFirst) {
    boolean wanted = prefix == Prefix.ALWAYS || (prefix == Prefix.FIRST && isFirst);
    return wanted && text.charAt(0) != SIGN ? SIGN + text : text;
  }
}
