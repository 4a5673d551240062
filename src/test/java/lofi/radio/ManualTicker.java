package lofi.radio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ticks when the test says so.
final class ManualTicker implements Ticker {
  private @Nullable Runnable tick;

  void fire() {
    if (tick != null) {
      tick.run();
    }
  }

  boolean isRunning() {
    return tick != null;
  }

  @Override
  public void start(Duration period, Runnable tick) {
    this.tick = tick;
  }

  @Override
  public void stop() {
    tick = null;
  }
}
