package lofi.app;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private final Runnable whenOver = mock(Runnable.class);
  private Duration now = Duration.ofDays(1);
  private final Standstill standstill = new Standstill(() -> now.toNanos(), whenOver);

  @Test
  void aTickThatIsALittleLateIsNone() {
    tickAfter(Duration.ofSeconds(1));
    tickAfter(Duration.ofMillis(2_900));

    verify(whenOver, never()).run();
  }

  @Test
  void isToldOnceWhenItIsOver() {
    tickAfter(Duration.ofSeconds(1));
    tickAfter(Duration.ofHours(8));
    tickAfter(Duration.ofSeconds(1));

    verify(whenOver, times(1)).run();
  }

  private void tickAfter(Duration time) {
    now = now.plus(time);
    standstill.tick();
  }
}
