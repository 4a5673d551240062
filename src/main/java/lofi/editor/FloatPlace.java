package lofi.editor;

import java.util.List;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.FloatWindow;
import lofi.nvim.Floats;
import org.jspecify.annotations.Nullable;

/// Where one float can be open at a time.
final class FloatPlace {
  private final Floats floats;
  private @Nullable FloatWindow window;

  FloatPlace(Floats floats) {
    this.floats = floats;
  }

  /// Opens a float in place of the one that may be open.
  ///
  /// @param onClosed called once when it is gone, whoever closed it
  void open(FloatContent content, List<FloatKey> keys, Runnable onClosed) {
    if (window != null) {
      window.close();
    }
    window =
        floats.open(
            content,
            keys,
            () -> {
              window = null;
              onClosed.run();
            });
  }

  /// What is open, if anything is.
  @Nullable FloatWindow window() {
    return window;
  }
}
