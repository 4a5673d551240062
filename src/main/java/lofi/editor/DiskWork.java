package lofi.editor;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Does what may wait for the disk elsewhere, and brings back what came of it.
public final class DiskWork {
  private final Executor disk;
  private final Executor control;

  /// @param control where the results are handed over
  public DiskWork(Executor disk, Executor control) {
    this.disk = disk;
    this.control = control;
  }

  <T extends @Nullable Object> CompletableFuture<T> run(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    disk.execute(() -> {
      try {
        T done = work.call();
        control.execute(() -> result.complete(done));
      } catch (Exception e) {
        control.execute(() -> result.completeExceptionally(e));
      }
    });
    return result;
  }
}
