package lofi.app;

import java.time.Duration;
import lofi.radio.Ticker;
import org.jspecify.annotations.Nullable;

/// Ticks on `lofi-control`.
final class ControlTicker implements Ticker {
  private final ControlThread control;
  private @Nullable Runnable stopTicking;

  ControlTicker(ControlThread control) {
    this.control = control;
  }

  @Override
  public void start(Duration period, Runnable tick) {
    if (stopTicking == null) {
      stopTicking = control.every(period, tick);
    }
  }

  @Override
  public void stop() {
    if (stopTicking != null) {
      stopTicking.run();
      stopTicking = null;
    }
  }
}
