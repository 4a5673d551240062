package lofi.nvim;

import java.util.ArrayList;
import java.util.List;

/// What a float shows.
public record FloatContent(String title, List<Line> lines) {
  /// A line as it is drawn, and which line of the content it belongs to.
  record Row(Line line, int index) {}

  public FloatContent {
    lines = List.copyOf(lines);
  }

  /// What is drawn where lines are wrapped at so many columns.
  List<Row> rows(int columns) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      for (Line line : lines.get(index).fitTo(columns)) {
        rows.add(new Row(line, index));
      }
    }
    return rows;
  }
}
