package lofi.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Looks out for more input for a moment before it sleeps.
///
/// Who asks once often asks again at once, and a thread that still looks out answers several times
/// sooner than one that must be woken. Linux does the same for network sockets (`SO_BUSY_POLL`).
///
/// The moment is a short one. The peer that a reply has just woken may stand in the queue of the
/// processor that looks out, and then it waits as long: Linux weighs a session of processes against
/// another (`sched_autogroup`), so that not even a `yield` would let it in.
final class BusyPollingInput extends FilterInputStream {
  private static final long NANOS = 25_000;

  BusyPollingInput(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long end = System.nanoTime() + NANOS;
    while (in.available() == 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return in.read(bytes, offset, length);
  }
}
