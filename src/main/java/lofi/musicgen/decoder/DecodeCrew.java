package lofi.musicgen.decoder;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The caller's thread and a few helpers that do the pieces of a step together.
///
/// A step is a row of phases. Within a phase members take pieces as they come, because a core may
/// be slowed by a neighbour and a fixed half would be waited for; between phases all meet. Meeting
/// is done by spinning, since a phase takes about 50 µs; outside a step helpers are parked.
final class DecodeCrew implements AutoCloseable {
  /// What every member does; all members must meet equally often, and last of all.
  interface Duty {
    void run(int member);
  }

  /// Counters of two phases lie this far apart, each on a cache line of its own.
  private static final int LINE = 16;

  /// About as long as a phase. Who is waited for longer than that has lost its core to another
  /// program, and gets a core sooner where nobody spins on it.
  private static final int SPINS_BEFORE_PAUSE = 2_000;

  private static final long PAUSE_NANOS = 20_000;

  private static final int LARGEST = 255;

  private final Thread[] helpers;
  private final AtomicIntegerArray nextPieces;
  private final AtomicInteger arrived = new AtomicInteger();

  // Written by the caller before `call`, read by helpers after it.
  private Duty duty = member -> {};

  /// The number of this round, and in the low byte how many members are called.
  private volatile int call;

  private volatile int meetings;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  DecodeCrew(int largest, int phases) {
    helpers = new Thread[Math.clamp(largest, 1, LARGEST) - 1];
    nextPieces = new AtomicIntegerArray(phases * LINE);
    for (int i = 0; i < helpers.length; i++) {
      int member = i + 1;
      helpers[i] =
          Thread.ofPlatform().name("lofi-decode-" + member).daemon().start(() -> help(member));
    }
  }

  int largest() {
    return helpers.length + 1;
  }

  /// Does `work` with that many members, the caller being number 0.
  void perform(int members, Duty work) {
    for (int i = 0; i < nextPieces.length(); i += LINE) {
      nextPieces.setPlain(i, 0);
    }
    duty = work;
    int round = (call >>> 8) + 1;
    call = round << 8 | members;
    for (int i = 0; i < members - 1; i++) {
      LockSupport.unpark(helpers[i]);
    }
    attempt(0);
    if (failure != null) {
      throw new IllegalStateException("A decoder thread failed", failure);
    }
  }

  private void help(int member) {
    int seen = 0;
    while (!closed) {
      int now = call;
      if (now == seen) {
        LockSupport.park(this);
      } else {
        seen = now;
        if (member < (now & LARGEST)) {
          attempt(member);
        }
      }
    }
  }

  private void attempt(int member) {
    try {
      duty.run(member);
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /// The next piece of a phase that nobody has taken.
  int nextPiece(int phase) {
    return nextPieces.getAndIncrement(phase * LINE);
  }

  /// Waits until all members of this round are here.
  void meet() {
    int members = call & LARGEST;
    if (members == 1) {
      return;
    }
    int meeting = meetings;
    if (arrived.incrementAndGet() == members) {
      arrived.setPlain(0);
      meetings = meeting + 1;
    } else {
      awaitMeeting(meeting);
    }
  }

  private void awaitMeeting(int meeting) {
    for (int spins = 0; meetings == meeting; spins++) {
      if (failure != null) {
        throw new IllegalStateException("Another decoder thread failed");
      }
      if (spins < SPINS_BEFORE_PAUSE) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    for (Thread helper : helpers) {
      joinUninterruptibly(helper);
    }
  }

  /// Waits for its end, and leaves an interrupt for later.
  static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
