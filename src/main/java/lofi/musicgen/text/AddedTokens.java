package lofi.musicgen.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lofi.musicgen.checkpoint.MalformedFileException;

/// Tokens such as `</s>` that are looked for in the text as it was typed.
final class AddedTokens {
  /// A part of the text.
  sealed interface Segment {}

  record Special(int id) implements Segment {}

  /// @param isFirst whether the text begins with it
  record Plain(String text, boolean isFirst) implements Segment {}

  private final Map<String, Integer> ids;
  private final Pattern anyOfThem;

  AddedTokens(Map<String, Integer> ids) {
    this.ids = ids;
    // The longest first: a regular expression takes the first alternative that fits.
    List<String> longestFirst = new ArrayList<>(ids.keySet());
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    StringJoiner alternatives = new StringJoiner("|").setEmptyValue("(?!)");
    for (String token : longestFirst) {
      alternatives.add(Pattern.quote(token));
    }
    anyOfThem = Pattern.compile(alternatives.toString());
  }

  int largestId() {
    return Collections.max(ids.values());
  }

  int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new MalformedFileException("The tokenizer has no " + token);
    }
    return id;
  }

  List<Segment> split(String text) {
    List<Segment> segments = new ArrayList<>();
    Matcher matcher = anyOfThem.matcher(text);
    int from = 0;
    while (matcher.find()) {
      addPlain(text, from, matcher.start(), segments);
      segments.add(new Special(id(matcher.group())));
      from = matcher.end();
    }
    addPlain(text, from, text.length(), segments);
    return segments;
  }

  private static void addPlain(String text, int from, int to, List<Segment> segments) {
    if (from < to) {
      segments.add(new Plain(text.substring(from, to), from == 0));
    }
  }
}
