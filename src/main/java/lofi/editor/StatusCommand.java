package lofi.editor;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import lofi.nvim.FloatKey;
import lofi.nvim.FloatWindow;
import lofi.nvim.Floats;
import lofi.radio.Radio;
import lofi.radio.Ticker;
import org.jspecify.annotations.Nullable;

/// `:Lofi status`: a float that shows the state, and keeps up with it while it is open.
public final class StatusCommand implements Command {
  private static final Duration REDRAW_EVERY = Duration.ofMillis(500);

  private final Floats floats;
  private final StatusFloat status;
  private final Radio radio;
  private final Ticker ticker;
  private @Nullable FloatWindow window;

  @Inject
  StatusCommand(Floats floats, StatusFloat status, Radio radio, Ticker ticker) {
    this.floats = floats;
    this.status = status;
    this.radio = radio;
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public void run(Arguments arguments) {
    if (window != null) {
      window.close();
    }
    window = floats.open(status.content(), keys(), this::closed);
    ticker.start(REDRAW_EVERY, this::redraw);
  }

  private List<FloatKey> keys() {
    return List.of(
        new FloatKey("p", _ -> radio.toggle()),
        new FloatKey("n", _ -> radio.skip()),
        new FloatKey("s", _ -> radio.stop()));
  }

  private void redraw() {
    if (window != null) {
      window.update(status.content());
    }
  }

  private void closed() {
    window = null;
    ticker.stop();
  }
}
