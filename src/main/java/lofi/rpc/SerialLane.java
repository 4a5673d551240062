package lofi.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// A lane whose tasks run on one thread of an executor, unless another thread enters.
///
/// A lock sees to it that only one is inside, and that it sees what those before it have done.
public final class SerialLane implements Lane {
  private final Executor executor;
  private final ReentrantLock inside = new ReentrantLock();
  private final AtomicInteger waiting = new AtomicInteger();

  /// @param executor runs its tasks one after the other, in the order in which they come
  public SerialLane(Executor executor) {
    this.executor = executor;
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

  /// Runs `task` on the calling thread once nobody else is inside.
  public void runInside(Runnable task) {
    inside.lock();
    try {
      task.run();
    } finally {
      inside.unlock();
    }
  }

  @Override
  public boolean enterIfEmpty() {
    return waiting.get() == 0 && inside.tryLock();
  }

  @Override
  public void leave() {
    inside.unlock();
  }

  /// How many tasks wait for their turn.
  int waiting() {
    return waiting.get();
  }
}
