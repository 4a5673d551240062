package lofi.rpc;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The frames that wait for the pipe, oldest first; any thread puts, and one at a time takes.
///
/// A peer that does not read must not fill our memory, so each kind of frame has its limit:
///
/// | frame | limit |
/// |---|---|
/// | reply | none here: the channel reads no further requests while too many are open |
/// | latest value | one per key: a newer one takes the place at the end of the queue |
/// | request, notification | `maxFrames` and `maxBytes` together: the newest is refused |
///
/// The writing thread waits in `awaitFrames`. A thread that `holds` is going to write what it puts
/// itself, and so wakes nobody.
final class OutgoingQueue {

  /// One message as bytes; `whenWritten` runs on the writing thread once the pipe has it.
  static final class Frame {
    private final byte[] bytes;
    private final Runnable whenWritten;

    Frame(byte[] bytes, Runnable whenWritten) {
      this.bytes = bytes;
      this.whenWritten = whenWritten;
    }

    byte[] bytes() {
      return bytes;
    }

    Runnable whenWritten() {
      return whenWritten;
    }
  }

  private record Waiting(Frame frame, boolean counts) {}

  private final int maxFrames;
  private final long maxBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below is guarded by the lock. A frame's key is its latest-value key, or the frame itself.
  private final Map<Object, Waiting> waiting = new LinkedHashMap<>();
  private int countedFrames;
  private long countedBytes;
  private boolean closed;
  private @Nullable Thread holder;

  OutgoingQueue(int maxFrames, long maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /// Adds a request or notification, or returns false if the queue is full.
  boolean offer(Frame frame) {
    lock.lock();
    try {
      if (countedFrames >= maxFrames || countedBytes + frame.bytes().length > maxBytes) {
        return false;
      }
      put(frame, new Waiting(frame, true));
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean isHalfEmpty() {
    lock.lock();
    try {
      return countedFrames <= maxFrames / 2 && countedBytes <= maxBytes / 2;
    } finally {
      lock.unlock();
    }
  }

  /// Adds a reply, which is never refused.
  void add(Frame frame) {
    lock.lock();
    try {
      put(frame, new Waiting(frame, false));
    } finally {
      lock.unlock();
    }
  }

  /// Adds the newest value for `key` and forgets an older one that still waits.
  void replace(String key, Frame frame) {
    lock.lock();
    try {
      waiting.remove(key);
      put(key, new Waiting(frame, false));
    } finally {
      lock.unlock();
    }
  }

  /// Takes back a frame that nobody wants any more, if it still waits.
  void remove(Frame frame) {
    lock.lock();
    try {
      Waiting entry = waiting.remove(frame);
      if (entry != null) {
        count(entry, -1);
      }
    } finally {
      lock.unlock();
    }
  }

  /// What the calling thread puts from now on wakes nobody.
  void hold() {
    lock.lock();
    try {
      holder = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the calling thread's `hold`. What it has put meanwhile is still its own to write.
  void unhold() {
    lock.lock();
    try {
      if (Thread.currentThread().equals(holder)) {
        holder = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Wakes the thread in `awaitFrames` if there are any.
  void wake() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is a frame; false once the queue is closed and empty.
  boolean awaitFrames() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// The next frame, or null if none waits.
  @Nullable Frame poll() {
    lock.lock();
    try {
      Iterator<Waiting> oldestFirst = waiting.values().iterator();
      if (!oldestFirst.hasNext()) {
        return null;
      }
      Waiting oldest = oldestFirst.next();
      oldestFirst.remove();
      count(oldest, -1);
      return oldest.frame();
    } finally {
      lock.unlock();
    }
  }

  /// Takes no more frames; those that wait can still be taken.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void put(Object key, Waiting entry) {
    if (closed) {
      return;
    }
    waiting.put(key, entry);
    count(entry, 1);
    if (!Thread.currentThread().equals(holder)) {
      changed.signal();
    }
  }

  private void count(Waiting entry, int change) {
    if (entry.counts()) {
      countedFrames += change;
      countedBytes += (long) change * entry.frame().bytes().length;
    }
  }
}
