package lofi.e2e;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands on an attached Neovim's screen, kept up to date from its redraw events.
final class Screen {
  private String[][] cells = new String[0][0];

  /// Whether the text stands somewhere within a row; waits until it does.
  synchronized boolean shows(String text, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!text().contains(text)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    return true;
  }

  synchronized String text() {
    var text = new StringBuilder();
    for (String[] row : cells) {
      text.append(String.join("", row).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /// Takes the arguments of one `redraw` notification.
  synchronized void redraw(List<@Nullable Object> events) {
    for (Object event : events) {
      var calls = (List<?>) event;
      for (Object arguments : calls.subList(1, calls.size())) {
        apply(String.valueOf(calls.getFirst()), (List<?>) arguments);
      }
    }
    notifyAll();
  }

  private void apply(String event, List<?> arguments) {
    switch (event) {
      case "grid_resize" -> resize(number(arguments, 1), number(arguments, 2));
      case "grid_clear" -> resize(cells.length == 0 ? 0 : cells[0].length, cells.length);
      case "grid_line" ->
          line(number(arguments, 1), number(arguments, 2), (List<?>) arguments.get(3));
      case "grid_scroll" ->
          scroll(
              number(arguments, 1),
              number(arguments, 2),
              number(arguments, 3),
              number(arguments, 4),
              number(arguments, 5));
      default -> {}
    }
  }

  private void resize(int columns, int rows) {
    cells = new String[rows][columns];
    for (String[] row : cells) {
      Arrays.fill(row, " ");
    }
  }

  /// Each cell is `[text, highlight?, how often?]`.
  private void line(int row, int firstColumn, List<?> newCells) {
    int column = firstColumn;
    for (Object entry : newCells) {
      var cell = (List<?>) entry;
      int repeat = cell.size() > 2 ? number(cell, 2) : 1;
      for (int i = 0; i < repeat; i++) {
        cells[row][column++] = String.valueOf(cell.getFirst());
      }
    }
  }

  /// Moves a region up by `rows`, or down if that is negative.
  private void scroll(int top, int bottom, int left, int right, int rows) {
    if (rows > 0) {
      for (int row = top; row < bottom - rows; row++) {
        System.arraycopy(cells[row + rows], left, cells[row], left, right - left);
      }
    } else {
      for (int row = bottom - 1; row >= top - rows; row--) {
        System.arraycopy(cells[row + rows], left, cells[row], left, right - left);
      }
    }
  }

  private static int number(List<?> arguments, int index) {
    return ((Number) arguments.get(index)).intValue();
  }
}
