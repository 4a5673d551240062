package lofi.musicgen.decoder;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The caller's thread and a few helpers that do the pieces of a step together.
///
/// A step is a row of phases. Each member has neighbouring pieces of a phase as its share and takes
/// them in order, because weights that are read in one go come from memory twice as fast as those
/// of every other piece. Who has finished takes what is left at the ends of the other shares, since
/// a core may be slowed by a neighbour. Between phases all meet. Meeting is done by spinning, since
/// a phase takes about 50 µs; outside a step helpers are parked.
final class DecodeCrew implements AutoCloseable {
  /// What every member does; all members must meet equally often, and last of all.
  interface Duty {
    void run(int member);
  }

  /// Shares lie this far apart, each on a cache line of its own.
  private static final int LINE = 16;

  /// In a share's counter: a piece taken at its beginning, and one taken at its end.
  private static final int AT_BEGINNING = 1;

  private static final int AT_END = 1 << 16;

  /// About as long as a phase. Who is waited for longer than that has lost its core to another
  /// program, and gets a core sooner where nobody spins on it.
  private static final int SPINS_BEFORE_PAUSE = 2_000;

  private static final long PAUSE_NANOS = 20_000;

  private static final int LARGEST = 255;

  private final Thread[] helpers;
  private final AtomicIntegerArray taken; // by phase and member
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
    taken = new AtomicIntegerArray(phases * largest() * LINE);
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
    for (int i = 0; i < taken.length(); i += LINE) {
      taken.setPlain(i, 0);
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

  /// The next of a phase's `pieces` that `member` should do, or −1 when all are taken.
  int nextPiece(int member, int phase, int pieces) {
    int members = call & LARGEST;
    for (int i = 0; i < members; i++) {
      int owner = (member + i) % members;
      int from = pieces * owner / members;
      int to = pieces * (owner + 1) / members;
      int piece = take(phase * largest() + owner, from, to, i == 0 ? AT_BEGINNING : AT_END);
      if (piece >= 0) {
        return piece;
      }
    }
    return -1;
  }

  private int take(int share, int from, int to, int where) {
    int before = taken.get(share * LINE);
    while (beginning(before) + end(before) < to - from) {
      int seen = taken.compareAndExchange(share * LINE, before, before + where);
      if (seen == before) {
        return where == AT_BEGINNING ? from + beginning(before) : to - 1 - end(before);
      }
      before = seen;
    }
    return -1;
  }

  private static int beginning(int taken) {
    return taken & (AT_END - 1);
  }

  private static int end(int taken) {
    return taken >>> 16;
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
