package lofi.radio;

import java.time.Duration;

/// Calls back on `lofi-control` again and again while it runs.
public interface Ticker {
  /// Runs `tick` every `period` from now on. Does nothing when it runs already.
  void start(Duration period, Runnable tick);

  /// Nothing runs, and no timer waits, after this.
  void stop();
}
