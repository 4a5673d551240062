package lofi.rpc;

import com.ensarsarajcic.neovim.java.corerpc.client.RpcSender;
import com.ensarsarajcic.neovim.java.corerpc.message.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import lofi.rpc.OutgoingQueue.Frame;
import org.jspecify.annotations.Nullable;

/// Writes messages to the pipe from one thread of its own, so that frames never mix and no caller
/// waits for a peer that does not read.
final class OutgoingMessages implements RpcSender {
  private final String threadName;
  private final OutgoingQueue queue;
  private final Consumer<IOException> onBrokenPipe;
  private volatile @Nullable Thread writer;

  OutgoingMessages(String threadName, OutgoingQueue queue, Consumer<IOException> onBrokenPipe) {
    this.threadName = threadName;
    this.queue = queue;
    this.onBrokenPipe = onBrokenPipe;
  }

  @Override
  public void attach(OutputStream pipe) {
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

  void sendLatest(String key, Message message) {
    queue.replace(key, frame(message));
  }

  static Frame frame(Message message) {
    return new Frame(ValueWriter.frame(message), () -> {});
  }

  void takeBack(Frame frame) {
    queue.remove(frame);
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
    try (pipe) {
      for (Frame frame = queue.take(); frame != null; frame = queue.take()) {
        pipe.write(frame.bytes());
        pipe.flush();
        frame.whenWritten().run();
      }
    } catch (IOException e) {
      onBrokenPipe.accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
