package lofi.rpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps a thread at reading, and lets it do other things meanwhile.
///
/// To do what a message asks for on the thread that has read it saves waking another one. Should
/// that take long, a second thread takes over the reading, and the first stands by once it has
/// finished: somebody always hears the end of the input. Who stands by looks up now and then while
/// messages come, and sleeps for good once none has come for a while.
final class ReadingRelay {
  /// Far more than a handler takes; after twice that, the other thread reads for certain.
  static final Duration PATIENCE = Duration.ofMillis(150);

  private final BooleanSupplier readNext;
  private final List<Thread> threads;
  private final AtomicReference<Turn> turn;
  private volatile @Nullable Thread sleeper;
  private volatile boolean over;

  /// Whose turn it is to read. Each task has a new one, so that who looks twice knows whether the
  /// reader is still busy with the same; hence no record, whose equals would not tell two apart.
  private static final class Turn {
    private final Thread reader;
    private final boolean isBusy;

    Turn(Thread reader, boolean isBusy) {
      this.reader = reader;
      this.isBusy = isBusy;
    }
  }

  /// @param name of the threads, which are numbered from 1
  /// @param readNext waits for the next message; false when none can come
  ReadingRelay(String name, BooleanSupplier readNext) {
    this.readNext = readNext;
    threads = List.of(newThread(name + "-1"), newThread(name + "-2"));
    turn = new AtomicReference<>(new Turn(threads.getFirst(), false));
  }

  void start() {
    threads.forEach(Thread::start);
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
    Thread reader = Thread.currentThread();
    Turn busy = new Turn(reader, true);
    turn.set(busy);
    wakeSleeper();
    task.run();
    turn.compareAndSet(busy, new Turn(reader, false));
  }

  private Thread newThread(String name) {
    return Thread.ofPlatform().daemon().name(name).unstarted(this::readOrStandBy);
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
    if (before.isBusy) {
      turn.compareAndSet(before, new Turn(Thread.currentThread(), false));
    } else {
      sleepWhile(before);
    }
  }

  /// Waits until there is another turn than `quiet`.
  private void sleepWhile(Turn quiet) {
    sleeper = Thread.currentThread();
    while (turn.get() == quiet && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
    sleeper = null;
  }

  private void wakeSleeper() {
    Thread asleep = sleeper;
    if (asleep != null) {
      LockSupport.unpark(asleep);
    }
  }

  private static boolean isMine(Turn turn) {
    return turn.reader.equals(Thread.currentThread());
  }
}
