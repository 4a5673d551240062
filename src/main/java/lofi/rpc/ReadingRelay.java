package lofi.rpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps a thread at reading, and lets it do other things meanwhile.
///
/// To do what a message asks for on the thread that has read it saves waking another one. Should
/// that take long, a second thread takes over the reading, and the first stands by once it has
/// finished: somebody always hears the end of the input.
final class ReadingRelay {
  /// Far more than a handler takes; after twice that, the other thread reads for certain.
  static final Duration PATIENCE = Duration.ofMillis(150);

  private final String name;
  private final BooleanSupplier readNext;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Turn> turn = new AtomicReference<>();
  private volatile boolean over;

  /// Whose turn it is to read. Each task has a new one, so that who looks twice knows whether the
  /// reader is still busy with the same.
  private record Turn(Thread reader, boolean isBusy) {}

  /// @param name of the threads, which are numbered from 1
  /// @param readNext waits for the next message; false when none can come
  ReadingRelay(String name, BooleanSupplier readNext) {
    this.name = name;
    this.readNext = readNext;
  }

  void start() {
    Thread first = newThread();
    turn.set(new Turn(first, false));
    first.start();
  }

  /// Interrupts all threads but the caller.
  void stop() {
    for (Thread thread : threads) {
      if (!thread.equals(Thread.currentThread())) {
        thread.interrupt();
      }
    }
  }

  /// Does `task` on the thread that has just read; called within `readNext`, as its last step.
  void doHere(Runnable task) {
    if (threads.size() == 1) {
      newThread().start();
    }
    Thread reader = Thread.currentThread();
    Turn busy = new Turn(reader, true);
    turn.set(busy);
    task.run();
    turn.compareAndSet(busy, new Turn(reader, false));
  }

  private Thread newThread() {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name + "-" + (threads.size() + 1))
            .unstarted(this::readOrStandBy);
    threads.add(thread);
    return thread;
  }

  private void readOrStandBy() {
    while (!over && !Thread.currentThread().isInterrupted()) {
      if (isMine(turn.get())) {
        over = !readNext.getAsBoolean();
      } else {
        standBy();
      }
    }
  }

  private void standBy() {
    Turn before = turn.get();
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (before != null && before.isBusy()) {
      turn.compareAndSet(before, new Turn(Thread.currentThread(), false));
    }
  }

  private static boolean isMine(@Nullable Turn turn) {
    return turn != null && turn.reader().equals(Thread.currentThread());
  }
}
