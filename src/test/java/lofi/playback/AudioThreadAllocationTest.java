package lofi.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.Test;

final class AudioThreadAllocationTest {
  private static final int WARM_UP_BLOCKS = 12_000;
  private static final int BLOCKS = 10_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Stage stage = new Stage();

  @Test
  void playsTenThousandBlocksWithoutAllocating() {
    playThroughEverything(WARM_UP_BLOCKS);

    assertEquals(0, playThroughEverything(BLOCKS));
  }

  @Test
  void wouldNoticeAnAllocation() {
    playThroughEverything(WARM_UP_BLOCKS);
    stage.output().keepACopyOfEachBlock();

    assertTrue(playThroughEverything(BLOCKS) > 0);
  }

  /// Pauses, skips, crossfades and turns the volume on the way; only the loop itself is measured.
  ///
  /// @return how many bytes the loop allocated
  private long playThroughEverything(int blocks) {
    long allocated = 0;
    stage.player.play(FakeSource.constant(0.5f, 0.5f, PcmSource.ENDLESS));
    for (int i = 0; i < blocks; i++) {
      act(i);
      stage.feed();
      long before = threads.getCurrentThreadAllocatedBytes();
      stage.player.loop().turn();
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
      stage.pass(Duration.ofMillis(10));
      stage.output().forgetWhatItHears();
    }
    return allocated;
  }

  private void act(int block) {
    DeckPlayer player = stage.player;
    switch (block % 1_000) {
      case 200 ->
          player.crossfadeAt(
              FakeSource.constant(0.5f, 0.5f, PcmSource.ENDLESS), 0, Duration.ofSeconds(1));
      case 400 -> player.pause();
      case 420 -> player.resume();
      case 500 -> player.setVolume(0.3);
      case 600 -> stage.starve();
      case 700 -> stage.feedAgain();
      case 900 -> player.stop();
      case 950 -> player.play(FakeSource.constant(0.5f, 0.5f, PcmSource.ENDLESS));
      default -> {}
    }
  }
}
