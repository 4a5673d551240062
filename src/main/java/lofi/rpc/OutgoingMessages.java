package lofi.rpc;

import com.ensarsarajcic.neovim.java.corerpc.client.RpcSender;
import com.ensarsarajcic.neovim.java.corerpc.message.Message;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import lofi.rpc.OutgoingQueue.Frame;
import org.jspecify.annotations.Nullable;

/// Writes messages to the pipe, one at a time, so that frames never mix. A thread of its own does
/// it, so that no caller waits for a peer that does not read; a thread that may wait can spare
/// itself the wake-up and write what it has to say (`hold`, `flush`).
final class OutgoingMessages implements RpcSender {
  private final String threadName;
  private final OutgoingQueue queue;
  private final Consumer<IOException> onBrokenPipe;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile @Nullable Thread writer;
  private volatile @Nullable OutputStream pipe;

  OutgoingMessages(String threadName, OutgoingQueue queue, Consumer<IOException> onBrokenPipe) {
    this.threadName = threadName;
    this.queue = queue;
    this.onBrokenPipe = onBrokenPipe;
  }

  @Override
  public void attach(OutputStream pipe) {
    this.pipe = pipe;
    writer = Thread.ofPlatform().daemon().name(threadName).start(() -> writeAll(pipe));
  }

  /// Sends what must not be lost: a reply.
  @Override
  public void send(Message message) {
    send(message, () -> {});
  }

  void send(Message message, Runnable whenWritten) {
    queue.add(new Frame(ValueWriter.frame(message), whenWritten));
  }

  /// Sends a request or notification, or returns false if too much waits already.
  boolean offer(Frame frame) {
    return queue.offer(frame);
  }

  /// Whether the peer has read so much that there is room again for many messages.
  boolean isHalfEmpty() {
    return queue.isHalfEmpty();
  }

  void sendLatest(String key, Message message) {
    queue.replace(key, frame(message));
  }

  static Frame frame(Message message) {
    return new Frame(ValueWriter.frame(message), () -> {});
  }

  void takeBack(Frame frame) {
    queue.remove(frame);
  }

  /// What the calling thread sends from now on waits for its `flush`.
  void hold() {
    queue.hold();
  }

  /// Leaves what the calling thread has sent since `hold` to the thread that always writes.
  void unhold() {
    queue.unhold();
    queue.wake();
  }

  /// Ends the `hold` and writes all that waits, unless another thread is at it. It may have to wait
  /// for a peer that does not read.
  void flush() {
    OutputStream open = pipe;
    if (open == null || !writing.tryLock()) {
      unhold();
      return;
    }
    try {
      queue.unhold();
      writeWaiting(open);
    } catch (IOException e) {
      onBrokenPipe.accept(e);
    } finally {
      writing.unlock();
    }
  }

  /// Takes nothing more; what waits is still written, and then the pipe is closed.
  @Override
  public void stop() {
    queue.close();
  }

  void awaitEnd(long millis) throws InterruptedException {
    Thread thread = writer;
    if (thread != null) {
      thread.join(millis);
    }
  }

  private void writeAll(OutputStream pipe) {
    try (Closeable _ = () -> close(pipe)) {
      while (queue.awaitFrames()) {
        writeLocked(pipe);
      }
    } catch (IOException e) {
      onBrokenPipe.accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeLocked(OutputStream pipe) throws IOException {
    writing.lock();
    try {
      writeWaiting(pipe);
    } finally {
      writing.unlock();
    }
  }

  /// Waits for a `flush` that is still at its last words.
  private void close(OutputStream pipe) throws IOException {
    writing.lock();
    try {
      pipe.close();
    } finally {
      writing.unlock();
    }
  }

  private void writeWaiting(OutputStream pipe) throws IOException {
    for (Frame frame = queue.poll(); frame != null; frame = queue.poll()) {
      pipe.write(frame.bytes());
      pipe.flush();
      frame.whenWritten().run();
    }
  }
}
