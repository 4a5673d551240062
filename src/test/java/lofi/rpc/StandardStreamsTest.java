package lofi.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardStreamsTest {

  @Test
  void keepsEverythingThatPrintsAwayFromTheWire() throws Exception {
    PrintStream out = System.out;
    InputStream in = System.in;
    try {
      StandardStreams.take();

      assertSame(System.err, System.out);
      assertEquals(-1, System.in.read());
    } finally {
      System.setOut(out);
      System.setIn(in);
    }
  }
}
