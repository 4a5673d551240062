package lofi.editor;

import lofi.settings.UserSettings;

/// What the editor may ask of the program as a whole.
public interface HostControl {
  /// Takes over changed options where that needs no restart.
  void reconfigure(UserSettings settings);

  /// Ends the program; the answer to Neovim may still get out.
  void shutDown();
}
