package lofi.editor;

import java.util.ArrayList;
import java.util.List;
import lofi.nvim.Line;
import lofi.nvim.Span;

/// The last line of a float: which keys do something there.
final class KeyLine {
  private KeyLine() {}

  /// @param keysAndDeeds a key, what it does, the next key, and so on
  static Line of(String... keysAndDeeds) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < keysAndDeeds.length; i += 2) {
      spans.add(Span.plain(" " + keysAndDeeds[i]));
      // A hard space keeps a key and its deed on one line.
      spans.add(new Span("\u00a0" + keysAndDeeds[i + 1] + " ", "LofiLabel"));
    }
    return Line.of(spans.toArray(Span[]::new)).wrappedAt(1);
  }
}
