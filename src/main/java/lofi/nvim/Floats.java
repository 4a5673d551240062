package lofi.nvim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lofi.rpc.NotificationHandler;
import org.jspecify.annotations.Nullable;

/// Opens floats and passes on to them what Neovim tells about them.
///
/// Belongs to one thread, the channel's executor.
public final class Floats {
  static final String KEY_PRESSED = "lofi_float_key";
  static final String SCREEN_RESIZED = "lofi_float_resized";
  static final String CLOSED = "lofi_float_closed";

  private final Neovim neovim;
  private final Map<Integer, FloatWindow> openFloats = new HashMap<>();
  private int lastId;

  public Floats(Neovim neovim) {
    this.neovim = neovim;
  }

  /// Opens a float in the middle of the editor and moves the cursor there.
  ///
  /// @param onClosed called once when the window is gone, whoever closed it, or did not open
  public FloatWindow open(FloatContent content, List<FloatKey> keys, Runnable onClosed) {
    int id = ++lastId;
    var window =
        new FloatWindow(
            id,
            neovim,
            content,
            keys,
            () -> {
              openFloats.remove(id);
              onClosed.run();
            });
    openFloats.put(id, window);
    window.open();
    return window;
  }

  /// Handles what Neovim tells about floats, and leaves everything else to `rest`.
  public NotificationHandler handlerBefore(NotificationHandler rest) {
    return (String method, List<@Nullable Object> arguments) -> {
      if (method.startsWith("lofi_float_")) {
        handle(method, arguments);
      } else {
        rest.handle(method, arguments);
      }
    };
  }

  private void handle(String method, List<@Nullable Object> arguments) {
    FloatWindow window = openFloats.get(number(arguments, 0));
    if (window == null) {
      return;
    }
    switch (method) {
      case KEY_PRESSED -> window.keyPressed(number(arguments, 1), number(arguments, 2));
      case SCREEN_RESIZED -> window.screenResized(number(arguments, 1), number(arguments, 2));
      case CLOSED -> window.hasClosed();
      default -> throw new IllegalArgumentException("Unknown news of a float: " + method);
    }
  }

  private static int number(List<@Nullable Object> arguments, int index) {
    return arguments.get(index) instanceof Long number ? number.intValue() : -1;
  }
}
