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
  private final HeapTrim trim = new HeapTrim(() -> heap, collect);

  @Test
  void nothingIsDoneBelowTheFirstLimit() {
    tickAt(24 * MIB);

    verify(collect, never()).run();
  }

  @Test
  void collectsOnceTheHeapHasGrown() {
    doAnswer(_ -> heap = 26 * MIB).when(collect).run();

    tickAt(30 * MIB);
    tickAt(29 * MIB);
    verify(collect, times(1)).run();

    tickAt(30 * MIB);
    verify(collect, times(2)).run();
  }

  @Test
  void givesWayToWhatIsReallyInUse() {
    tickAt(60 * MIB);
    tickAt(61 * MIB);
    tickAt(62 * MIB);

    verify(collect, times(1)).run();
  }

  @Test
  void givesBackInAMinuteWhatWasInUseForAWhile() {
    tickAt(30 * MIB);
    doAnswer(_ -> heap = 20 * MIB).when(collect).run();

    tickAt(30 * MIB, 12);
    verify(collect, times(2)).run();

    tickAt(24 * MIB, 100);
    verify(collect, times(2)).run();
    tickAt(25 * MIB);
    verify(collect, times(3)).run();
  }

  @Test
  void looksMoreSeldomWhileItIsOfNoUse() {
    tickAt(30 * MIB);

    tickAt(30 * MIB, 12);
    tickAt(30 * MIB, 23);
    verify(collect, times(2)).run();
    tickAt(30 * MIB);
    verify(collect, times(3)).run();
  }

  private void tickAt(long bytes, int times) {
    for (int i = 0; i < times; i++) {
      tickAt(bytes);
    }
  }

  private void tickAt(long bytes) {
    heap = bytes;
    trim.tick();
  }
}
