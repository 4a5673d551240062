package lofi.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lofi.rpc.Lane;
import lofi.rpc.SerialLane;

/// The one thread that owns the session. Its tasks are short and never wait.
///
/// A thread that has just read a message may enter in its place while there is nothing to do, so
/// that an answer need not wait until this one has woken up.
///
/// A task that fails is a bug: it is logged here, and the next task runs all the same.
final class ControlThread implements Lane {
  private final ScheduledThreadPoolExecutor executor;
  private final SerialLane lane;

  ControlThread() {
    executor = new ScheduledThreadPoolExecutor(1, Threads.control());
    executor.setRemoveOnCancelPolicy(true);
    lane = new SerialLane(executor);
  }

  @Override
  public void execute(Runnable task) {
    lane.execute(() -> runAndLog(task));
  }

  @Override
  public boolean enterIfEmpty() {
    return lane.enterIfEmpty();
  }

  @Override
  public void leave() {
    lane.leave();
  }

  /// Runs `task` once, when that time has passed.
  void after(Duration delay, Runnable task) {
    var _ =
        executor.schedule(
            () -> lane.runInside(() -> runAndLog(task)), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Runs `task` again and again until the handle that comes back is run.
  ///
  /// @return stops the repetition
  Runnable every(Duration period, Runnable task) {
    ScheduledFuture<?> repetition =
        executor.scheduleWithFixedDelay(
            () -> lane.runInside(() -> runAndLog(task)),
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> repetition.cancel(false);
  }

  private static void runAndLog(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      log().log(Level.ERROR, "A task of the control thread failed", e);
    }
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.app");
  }
}
