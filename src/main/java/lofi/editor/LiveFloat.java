package lofi.editor;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.FloatWindow;
import lofi.nvim.Floats;
import lofi.radio.Ticker;
import org.jspecify.annotations.Nullable;

/// A float that keeps up with what it shows while it is open.
final class LiveFloat {
  private static final Duration REDRAW_EVERY = Duration.ofMillis(500);

  private final Floats floats;
  private final Ticker ticker;
  private final Supplier<FloatContent> content;
  private @Nullable FloatWindow window;

  /// @param content is asked again at each redraw; nothing is drawn if nothing changed
  LiveFloat(Floats floats, Ticker ticker, Supplier<FloatContent> content) {
    this.floats = floats;
    this.ticker = ticker;
    this.content = content;
  }

  /// Opens it, in place of the one that may be open.
  void open(List<FloatKey> keys) {
    if (window != null) {
      window.close();
    }
    window = floats.open(content.get(), keys, this::closed);
    ticker.start(REDRAW_EVERY, this::redraw);
  }

  void redraw() {
    if (window != null) {
      window.update(content.get());
    }
  }

  void moveCursor(int line) {
    if (window != null) {
      window.moveCursor(line);
    }
  }

  private void closed() {
    window = null;
    ticker.stop();
  }
}
