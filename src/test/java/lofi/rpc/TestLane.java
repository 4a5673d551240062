package lofi.rpc;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// A lane with a thread of its own, as the host has one.
final class TestLane implements Lane, AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "lane"));
  private final ReentrantLock inside = new ReentrantLock();
  private final AtomicInteger waiting = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    waiting.incrementAndGet();
    thread.execute(() -> {
      inside.lock();
      try {
        waiting.decrementAndGet();
        task.run();
      } finally {
        inside.unlock();
      }
    });
  }

  /// How many tasks wait for their turn.
  int waiting() {
    return waiting.get();
  }

  @Override
  public boolean enterIfEmpty() {
    return waiting.get() == 0 && inside.tryLock();
  }

  @Override
  public void leave() {
    inside.unlock();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
