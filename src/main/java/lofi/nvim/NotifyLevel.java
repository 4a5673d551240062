package lofi.nvim;

/// The levels of `vim.log.levels`, in their order.
public enum NotifyLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
