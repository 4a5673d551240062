package lofi.nvim;

import java.util.List;

/// What a float shows.
public record FloatContent(String title, List<Line> lines) {
  public FloatContent {
    lines = List.copyOf(lines);
  }

  int columns() {
    return lines.stream().mapToInt(Line::columns).max().orElse(0);
  }
}
