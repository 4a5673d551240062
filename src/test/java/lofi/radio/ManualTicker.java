package lofi.radio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ticks when the test says so.
public final class ManualTicker implements Ticker {
  private @Nullable Runnable tick;

  public void fire() {
    if (tick != null) {
      tick.run();
    }
  }

  public boolean isRunning() {
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
