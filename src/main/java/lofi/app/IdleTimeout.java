package lofi.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Ends a host that nobody has used for a while.
///
/// Counts ticks of its own instead of reading a clock, so that a night in which the machine slept
/// does not pass for idle time.
final class IdleTimeout {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final long ticksAllowed;
  private final BooleanSupplier isBusy;
  private final Runnable whenIdle;
  private long idleTicks;

  /// @param isBusy whether something plays, is being made or is downloading
  IdleTimeout(Duration timeout, BooleanSupplier isBusy, Runnable whenIdle) {
    this.ticksAllowed = timeout.dividedBy(TICK);
    this.isBusy = isBusy;
    this.whenIdle = whenIdle;
  }

  /// Begins to count on `control`, unless the timeout is zero, which means never.
  void startOn(ControlThread control) {
    if (ticksAllowed > 0) {
      Runnable _ = control.every(TICK, this::tick);
    }
  }

  /// Somebody asked for something.
  void touch() {
    idleTicks = 0;
  }

  void tick() {
    idleTicks = isBusy.getAsBoolean() ? 0 : idleTicks + 1;
    if (idleTicks == ticksAllowed) {
      whenIdle.run();
    }
  }
}
