package lofi.editor;

import jakarta.inject.Inject;
import java.util.List;
import lofi.nvim.FloatKey;
import lofi.nvim.Floats;
import lofi.radio.Radio;
import lofi.radio.Ticker;

/// `:Lofi status`: a float that shows the state, and keeps up with it while it is open.
public final class StatusCommand implements Command {
  private final Radio radio;
  private final LiveFloat shown;

  @Inject
  StatusCommand(Floats floats, StatusFloat status, Radio radio, Ticker ticker) {
    this.radio = radio;
    this.shown = new LiveFloat(floats, ticker, status::content);
    radio.listen(_ -> shown.redraw());
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(0, name());
    shown.open(
        List.of(
            new FloatKey("p", _ -> radio.toggle()),
            new FloatKey("n", _ -> radio.skip()),
            new FloatKey("s", _ -> radio.stop())));
  }
}
