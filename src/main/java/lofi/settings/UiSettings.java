package lofi.settings;

/// What the user wants to see; the option table `ui`.
///
/// @param notifyLevel the lowest of `vim.log.levels` that is shown
public record UiSettings(
    boolean notifies, int notifyLevel, Progress progress, boolean statusline, Icons icons) {
  /// Where the progress of a generation is shown.
  public enum Progress {
    CMDLINE,
    FIDGET,
    MINI,
    NOTIFY,
    NONE
  }

  public record Icons(String playing, String paused, String generating, String music) {}

  /// @param level one of `vim.log.levels`
  public boolean shows(int level) {
    return notifies && level >= notifyLevel;
  }
}
