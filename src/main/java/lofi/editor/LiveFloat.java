package lofi.editor;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.FloatWindow;
import lofi.nvim.Floats;
import lofi.radio.Ticker;

/// A float that keeps up with what it shows while it is open.
final class LiveFloat {
  private static final Duration REDRAW_EVERY = Duration.ofMillis(500);

  private final FloatPlace place;
  private final Ticker ticker;
  private final Supplier<FloatContent> content;

  /// @param content is asked again at each redraw; nothing is drawn if nothing changed
  LiveFloat(Floats floats, Ticker ticker, Supplier<FloatContent> content) {
    this.place = new FloatPlace(floats);
    this.ticker = ticker;
    this.content = content;
  }

  /// Opens it, in place of the one that may be open.
  void open(List<FloatKey> keys) {
    place.open(content.get(), keys, ticker::stop);
    ticker.start(REDRAW_EVERY, this::redraw);
  }

  void redraw() {
    FloatWindow window = place.window();
    if (window != null) {
      window.update(content.get());
    }
  }

  void moveCursor(int line) {
    FloatWindow window = place.window();
    if (window != null) {
      window.moveCursor(line);
    }
  }
}
