package lofi.library;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// Keeps tasks until the test runs them, so that a test owns the order of threads.
public final class ManualExecutor implements Executor {
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /// Runs what waits, and what that adds.
  ///
  /// @return whether there was anything
  public boolean runAll() {
    boolean hadWork = !tasks.isEmpty();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    return hadWork;
  }

  /// Runs what has waited longest, if anything waits.
  public void runOne() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
  }

  public boolean isIdle() {
    return tasks.isEmpty();
  }
}
