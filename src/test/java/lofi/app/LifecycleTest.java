package lofi.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch halted = new CountDownLatch(1);

  @Test
  void stopsInReverseOrderAndThenHalts() throws InterruptedException {
    Lifecycle lifecycle = lifecycle(Duration.ofSeconds(60));
    lifecycle.onEnd("first", () -> told.add("first"));
    lifecycle.onEnd("second", () -> told.add("second"));

    lifecycle.end(0);

    assertTrue(halted.await(10, SECONDS));
    assertEquals(List.of("second", "first", "halt 0"), told);
  }

  @Test
  void goesOnWhenAStepFails() throws InterruptedException {
    Lifecycle lifecycle = lifecycle(Duration.ofSeconds(60));
    lifecycle.onEnd("first", () -> told.add("first"));
    lifecycle.onEnd(
        "broken",
        () -> {
          throw new IllegalStateException("broken");
        });

    lifecycle.end(3);

    assertTrue(halted.await(10, SECONDS));
    assertEquals(List.of("first", "halt 3"), told);
  }

  @Test
  void haltsEvenWhenAStepNeverReturns() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Lifecycle lifecycle = lifecycle(Duration.ofMillis(20));
    lifecycle.onEnd("stuck", () -> awaitForEver(never));

    lifecycle.end(0);

    assertTrue(halted.await(10, SECONDS));
    never.countDown();
  }

  @Test
  void endsOnlyOnce() throws InterruptedException {
    Lifecycle lifecycle = lifecycle(Duration.ofSeconds(60));
    lifecycle.onEnd("only", () -> told.add("only"));

    lifecycle.end(0);
    lifecycle.end(1);

    assertTrue(halted.await(10, SECONDS));
    assertEquals(List.of("only", "halt 0"), told);
  }

  private Lifecycle lifecycle(Duration patience) {
    return new Lifecycle(
        patience,
        Thread.ofPlatform().daemon().factory(),
        code -> {
          told.add("halt " + code);
          halted.countDown();
        });
  }

  private static void awaitForEver(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
