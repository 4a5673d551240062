package lofi.nvim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a float stands: in the middle of the editor, as large as its content, and never larger
/// than the screen.
record FloatGeometry(int row, int column, int width, int height) {
  /// The border on both sides.
  private static final int BORDER = 2;

  /// The command line and the status line stay visible.
  private static final int LINES_BELOW = 2;

  /// Longer lines are hard to read.
  private static final int MOST_COLUMNS = 64;

  /// Where lines that may be wrapped are wrapped.
  static int wrapColumns(int screenColumns) {
    return clamp(MOST_COLUMNS, screenColumns - BORDER);
  }

  static FloatGeometry of(FloatContent content, int screenColumns, int screenLines) {
    List<FloatContent.Row> rows = content.rows(wrapColumns(screenColumns));
    int longest = rows.stream().mapToInt(row -> row.line().columns()).max().orElse(0);
    int wanted = Math.max(longest, Line.plain(content.title()).columns() + 2);
    int width = clamp(wanted, screenColumns - BORDER);
    int height = clamp(rows.size(), screenLines - BORDER - LINES_BELOW);
    return new FloatGeometry(
        Math.max(0, (screenLines - LINES_BELOW - height - BORDER) / 2),
        Math.max(0, (screenColumns - width - BORDER) / 2),
        width,
        height);
  }

  private static int clamp(int wanted, int most) {
    return Math.max(1, Math.min(wanted, most));
  }

  Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("relative", "editor");
    config.put("row", row);
    config.put("col", column);
    config.put("width", width);
    config.put("height", height);
    return config;
  }
}
