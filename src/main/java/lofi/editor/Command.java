package lofi.editor;

/// One subcommand of `:Lofi`.
public interface Command {
  /// The word that the user types; empty for `:Lofi` alone.
  String name();

  /// Does it, on `lofi-control`.
  ///
  /// @throws Refusal when the words that stand behind it make no sense
  void run(Arguments arguments);
}
