package lofi.app;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleTimeoutTest {
  private final Runnable whenIdle = mock(Runnable.class);
  private boolean busy;
  private final IdleTimeout timeout = new IdleTimeout(Duration.ofSeconds(3), () -> busy, whenIdle);

  @Test
  void endsTheHostAfterItsTimeWithoutWork() {
    tick(3);

    verify(whenIdle, times(1)).run();
  }

  @Test
  void musicThatPlaysIsWork() {
    busy = true;
    tick(100);

    verify(whenIdle, never()).run();
  }

  @Test
  void beginsAnewWhenTheMusicStopsOrSomebodyAsks() {
    tick(2);
    timeout.touch();
    tick(2);
    busy = true;
    tick(1);
    busy = false;
    tick(2);

    verify(whenIdle, never()).run();
  }

  private void tick(int times) {
    for (int i = 0; i < times; i++) {
      timeout.tick();
    }
  }
}
