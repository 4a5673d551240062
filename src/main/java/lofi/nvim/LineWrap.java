package lofi.nvim;

import java.util.ArrayList;
import java.util.List;

/// Breaks one line between its words; a word that is longer than a line is broken anywhere.
final class LineWrap {
  private static final String BEFORE_WORDS = "(?<= )(?=[^ ])";

  private final int columns;
  private final String indent;
  private final List<Line> lines = new ArrayList<>();
  private List<Span> line = new ArrayList<>();
  private int used;

  LineWrap(int columns, int indent) {
    this.columns = Math.max(2, columns);
    this.indent = " ".repeat(Math.min(indent, this.columns / 2));
  }

  List<Line> wrap(List<Span> spans) {
    for (Span span : spans) {
      for (String word : span.text().split(BEFORE_WORDS, -1)) {
        add(word, span.highlight());
      }
    }
    endLine();
    return lines;
  }

  private void add(String word, String highlight) {
    if (!fits(word) && used > indent.length()) {
      endLine();
    }
    String rest = word;
    while (!fits(rest)) {
      int end = longestStart(rest);
      append(rest.substring(0, end), highlight);
      endLine();
      rest = rest.substring(end);
    }
    append(rest, highlight);
  }

  private boolean fits(String word) {
    return used + Line.columns(word.stripTrailing()) <= columns;
  }

  /// How much of the word still fits, in UTF-16 code units; at least one character.
  private int longestStart(String word) {
    int end = word.offsetByCodePoints(0, 1);
    while (end < word.length() && fits(word.substring(0, word.offsetByCodePoints(end, 1)))) {
      end = word.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private void append(String text, String highlight) {
    Span last = line.isEmpty() ? Span.plain("") : line.getLast();
    if (line.isEmpty() || !last.highlight().equals(highlight)) {
      line.add(new Span(text, highlight));
    } else {
      line.set(line.size() - 1, new Span(last.text() + text, highlight));
    }
    used += Line.columns(text);
  }

  private void endLine() {
    Span last = line.getLast();
    line.set(line.size() - 1, new Span(last.text().stripTrailing(), last.highlight()));
    lines.add(Line.of(line.toArray(Span[]::new)));
    line = new ArrayList<>(List.of(Span.plain(indent)));
    used = indent.length();
  }
}
