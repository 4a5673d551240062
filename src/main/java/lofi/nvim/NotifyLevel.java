package lofi.nvim;

/// The levels of `vim.log.levels`.
public enum NotifyLevel {
  TRACE(0),
  DEBUG(1),
  INFO(2),
  WARN(3),
  ERROR(4);

  private final int number;

  NotifyLevel(int number) {
    this.number = number;
  }

  /// As in `vim.log.levels`.
  public int number() {
    return number;
  }
}
