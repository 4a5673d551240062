package lofi.nvim;

import lofi.rpc.RemoteHandle;
import org.jspecify.annotations.Nullable;

/// A window of Neovim, by its id.
public record Window(long id) {
  private static final int EXTENSION_TYPE = 1;

  /// @throws IllegalArgumentException if Neovim sent something else
  static Window from(@Nullable Object value) {
    if (value instanceof RemoteHandle(int type, long id) && type == EXTENSION_TYPE) {
      return new Window(id);
    }
    throw new IllegalArgumentException("Expected a window, not " + value);
  }
}
