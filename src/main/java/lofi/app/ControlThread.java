package lofi.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import lofi.rpc.Lane;

/// The one thread that owns the session. Its tasks are short and never wait.
///
/// A thread that has just read a message may enter in its place while there is nothing to do, so
/// that an answer need not wait until this one has woken up. The lock sees to it that only one is
/// inside, and that it sees what those before it have done.
///
/// A task that fails is a bug: it is logged here, and the next task runs all the same.
final class ControlThread implements Lane {
  private static final Logger LOG = System.getLogger("lofi.app");

  private final ScheduledThreadPoolExecutor executor;
  private final ReentrantLock inside = new ReentrantLock();
  private final AtomicInteger waiting = new AtomicInteger();

  ControlThread() {
    executor = new ScheduledThreadPoolExecutor(1, Threads.control());
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    waiting.incrementAndGet();
    executor.execute(() ->
        runInside(() -> {
          waiting.decrementAndGet();
          task.run();
        }));
  }

  @Override
  public boolean enterIfEmpty() {
    return waiting.get() == 0 && inside.tryLock();
  }

  @Override
  public void leave() {
    inside.unlock();
  }

  /// Runs `task` again and again until the handle that comes back is run.
  ///
  /// @return stops the repetition
  Runnable every(Duration period, Runnable task) {
    ScheduledFuture<?> repetition =
        executor.scheduleWithFixedDelay(
            () -> runInside(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return () -> repetition.cancel(false);
  }

  private void runInside(Runnable task) {
    inside.lock();
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A task of the control thread failed", e);
    } finally {
      inside.unlock();
    }
  }
}
