package lofi.nvim;

import lofi.rpc.RemoteHandle;
import org.jspecify.annotations.Nullable;

/// A buffer of Neovim, by its number.
public record Buffer(long id) {
  private static final int EXTENSION_TYPE = 0;

  /// @throws IllegalArgumentException if Neovim sent something else
  static Buffer from(@Nullable Object value) {
    if (value instanceof RemoteHandle(int type, long id) && type == EXTENSION_TYPE) {
      return new Buffer(id);
    }
    throw new IllegalArgumentException("Expected a buffer, not " + value);
  }
}
