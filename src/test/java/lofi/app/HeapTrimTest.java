package lofi.app;

import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;

class HeapTrimTest {
  private static final long MIB = 1 << 20;

  private final Runnable collect = mock(Runnable.class);
  private long heap;
  private final HeapTrim trim = new HeapTrim(() -> heap, collect, 24 * MIB);

  @Test
  void nothingIsDoneBelowTheFirstLimit() {
    tickAt(24 * MIB);

    verify(collect, never()).run();
  }

  @Test
  void collectsOnceTheHeapHasGrown() {
    doAnswer(_ -> heap = 20 * MIB).when(collect).run();

    tickAt(25 * MIB);
    tickAt(23 * MIB);
    verify(collect, times(1)).run();

    tickAt(24 * MIB);
    verify(collect, times(2)).run();
  }

  @Test
  void givesWayToWhatIsReallyInUse() {
    tickAt(60 * MIB);
    tickAt(61 * MIB);
    tickAt(62 * MIB);

    verify(collect, times(1)).run();
  }

  private void tickAt(long bytes) {
    heap = bytes;
    trim.tick();
  }
}
