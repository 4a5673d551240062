package lofi.nvim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One line of a float.
///
/// @param wrapIndent where its further lines begin when it is wrapped, in columns; `UNWRAPPED` for
///   a line that is cut off at the edge instead
public record Line(List<Span> spans, int wrapIndent) {
  private static final int UNWRAPPED = -1;

  /// The blocks of Unicode whose characters are two columns wide, roughly.
  private static final List<Range> WIDE =
      List.of(
          new Range(0x1100, 0x115f),
          new Range(0x2e80, 0xa4cf),
          new Range(0xac00, 0xd7a3),
          new Range(0xf900, 0xfaff),
          new Range(0xfe30, 0xfe6f),
          new Range(0xff00, 0xff60),
          new Range(0x1f300, 0x1faff),
          new Range(0x20000, 0x3fffd));

  public static final Line EMPTY = new Line(List.of(), UNWRAPPED);

  public Line {
    spans = List.copyOf(spans);
  }

  public static Line of(Span... spans) {
    return new Line(Arrays.asList(spans), UNWRAPPED);
  }

  public static Line plain(String text) {
    return of(Span.plain(text));
  }

  /// The same line, which is wrapped where it is too long.
  public Line wrappedAt(int indent) {
    return new Line(spans, indent);
  }

  /// What is drawn where there are so many columns.
  List<Line> fitTo(int columns) {
    boolean staysWhole = wrapIndent == UNWRAPPED || columns() <= columns;
    return staysWhole ? List.of(this) : new LineWrap(columns, wrapIndent).wrap(spans);
  }

  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /// How many screen columns the line takes; East Asian characters and emoji take two.
  int columns() {
    return columns(text());
  }

  static int columns(String text) {
    return text.codePoints().map(Line::columns).sum();
  }

  private static int columns(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    return WIDE.stream().anyMatch(range -> codePoint >= range.first && codePoint <= range.last);
  }

  /// Where the coloured spans lie, in bytes as Neovim counts them.
  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    int start = 0;
    for (Span span : spans) {
      int end = start + span.text().getBytes(StandardCharsets.UTF_8).length;
      if (!span.highlight().isEmpty() && end > start) {
        marks.add(new Mark(start, end, span.highlight()));
      }
      start = end;
    }
    return marks;
  }

  private record Range(int first, int last) {}

  record Mark(int startByte, int endByte, String highlight) {}
}
