package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Takes tasks from every thread and runs them on the test's own.
final class ControlQueue implements Executor {
  private static final int PATIENCE_SEC = 5;

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /// Runs tasks, and after each what follows from it, until `work` is complete.
  void runUntilDone(CompletionStage<?> work, Runnable whatFollows) throws InterruptedException {
    var _ = work.whenComplete((_, _) -> tasks.add(() -> {}));
    while (!work.toCompletableFuture().isDone()) {
      Runnable task = tasks.poll(PATIENCE_SEC, TimeUnit.SECONDS);
      assertNotNull(task, "nothing happens any more");
      task.run();
      whatFollows.run();
    }
  }

  void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
