package lofi.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Closes a stream that has been silent for too long, which ends the read that waits for it.
final class StallGuard implements Closeable {
  private final InputStream stream;
  private final Duration patience;
  private final Thread watch;
  private volatile long heardAt = System.nanoTime(); // written by the reader, read by the watch
  private volatile boolean stalled;

  StallGuard(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
    this.watch = Thread.ofVirtual().name("lofi-disk-stall").start(this::watch);
  }

  void heard() {
    heardAt = System.nanoTime();
  }

  /// A stream that is closed in the middle may look like one that is over.
  void requireNoStall() throws IOException {
    if (stalled) {
      throw new IOException("The server says nothing more");
    }
  }

  private void watch() {
    try {
      long left = patience.toNanos();
      while (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
        left = patience.toNanos() - (System.nanoTime() - heardAt);
      }
      stalled = true;
      stream.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stream is over
    } catch (IOException e) {
      stalled = true; // closed all the same
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
