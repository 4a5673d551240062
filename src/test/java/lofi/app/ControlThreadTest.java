package lofi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ControlThreadTest {
  private final ControlThread control = new ControlThread();
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

  @Test
  void aThreadMayEnterWhileThereIsNothingToDo() {
    assertTrue(control.enterIfEmpty());
    control.leave();
  }

  @Test
  void nobodyEntersWhileATaskRunsOrWaits() throws Exception {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    control.execute(() -> {
      inside.countDown();
      await(leave);
    });
    inside.await();
    assertFalse(control.enterIfEmpty());

    control.execute(() -> done.add("second"));
    leave.countDown();
    assertEquals("second", done.take());
  }

  @Test
  void tasksAndTicksWaitForTheOneInside() throws Exception {
    assertTrue(control.enterIfEmpty());
    control.execute(() -> done.add("task"));
    Runnable stop = control.every(Duration.ofMillis(1), () -> done.add("tick"));
    assertEquals(null, done.poll(50, TimeUnit.MILLISECONDS));

    control.leave();

    assertEquals("task", done.take());
    assertEquals("tick", done.take());
    stop.run();
  }

  @Test
  void nobodyEntersBeforeATaskThatCameEarlier() throws Exception {
    for (int i = 0; i < 2000; i++) {
      control.execute(() -> done.add("task"));
      if (control.enterIfEmpty()) {
        done.add("entered");
        control.leave();
      } else {
        done.add("not entered");
      }
      var both = done.take() + " " + done.take();
      assertFalse(both.startsWith("entered"), both);
    }
  }

  @Test
  void outlivesATaskThatFails() throws Exception {
    control.execute(() -> {
      throw new IllegalStateException("a bug");
    });
    control.execute(() -> done.add("next"));

    assertEquals("next", done.take());
    control.execute(() -> done.add("last"));
    assertEquals("last", done.take());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
