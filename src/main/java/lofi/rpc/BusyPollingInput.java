package lofi.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Looks out for more input for a moment before it sleeps.
///
/// Who asks once often asks again at once, and a thread that still looks out answers several times
/// sooner than one that must be woken. Linux does the same for network sockets (`SO_BUSY_POLL`).
final class BusyPollingInput extends FilterInputStream {
  private static final long NANOS = 50_000;

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
