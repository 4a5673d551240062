package lofi.playback.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ClockedNullOutputTest {
  private static final int BLOCK_FRAMES = 480;

  private final ClockedNullOutput output = new ClockedNullOutput(48_000, 20);
  private final float[] block = new float[2 * BLOCK_FRAMES];

  @Test
  void takesSoundNoFasterThanTheClock() {
    long begin = System.nanoTime();
    for (int i = 0; i < 22; i++) {
      assertEquals(BLOCK_FRAMES, output.write(block, BLOCK_FRAMES));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

    assertTrue(millis >= 199, () -> "20 blocks of 10 ms passed within " + millis + " ms");
  }

  @Test
  void holdsNoMoreThanItsBuffer() {
    for (int i = 0; i < 5; i++) {
      output.write(block, BLOCK_FRAMES);
      assertTrue(output.latencyFrames() <= output.capacityFrames());
    }
  }

  @Test
  void stopsWaitingWhenItIsClosed() {
    output.close();
    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      output.write(block, BLOCK_FRAMES);
    }

    assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(5));
  }
}
