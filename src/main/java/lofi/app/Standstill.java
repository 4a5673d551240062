package lofi.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Notices that the process stood still for a while, as a suspended one does.
final class Standstill {
  static final Duration TICK = Duration.ofSeconds(1);

  /// A busy machine is late, too, but hardly so late.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private final Runnable whenOver;
  private long lastNanos;

  /// @param whenOver is run once when it goes on
  Standstill(LongSupplier nanoTime, Runnable whenOver) {
    this.nanoTime = nanoTime;
    this.whenOver = whenOver;
    this.lastNanos = nanoTime.getAsLong();
  }

  /// To be called at every `TICK`.
  void tick() {
    long nowNanos = nanoTime.getAsLong();
    if (nowNanos - lastNanos > LONGEST_PAUSE.toNanos()) {
      whenOver.run();
    }
    lastNanos = nowNanos;
  }
}
