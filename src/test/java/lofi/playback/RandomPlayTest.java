package lofi.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import lofi.audio.PcmSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody presses every key there is, in any order.
final class RandomPlayTest {
  private static final int STEPS = 200;

  private final Stage stage = new Stage();
  private final Map<PcmSource, Integer> endings = new HashMap<>();
  private final Set<PcmSource> started = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverClicksAndEndsEachSourceOnce(long seed) {
    var random = new Random(seed);
    stage.player.addListener(bookkeeper());
    for (int i = 0; i < STEPS; i++) {
      act(random);
      stage.pullBlocks(random.nextInt(12));
    }
    stage.player.stop();
    stage.pull(Duration.ofSeconds(1));

    assertTrue(Hearing.sharpestBend(stage.output().left()) < 0.02f);
    assertTrue(Hearing.loudest(stage.output().left()) > 0.1f);
    endings.forEach((_, times) -> assertEquals(1, times));
    assertTrue(endings.keySet().containsAll(started));
    assertEquals(PlayerState.STOPPED, stage.player.state());
  }

  private void act(Random random) {
    DeckPlayer player = stage.player;
    switch (random.nextInt(12)) {
      case 0, 1 -> player.play(source(random));
      case 2, 3 -> player.crossfadeAt(source(random), random.nextInt(100_000), fade(random));
      case 4 -> player.crossfadeAtEnd(source(random), fade(random));
      case 5 -> player.pause();
      case 6, 7 -> player.resume();
      case 8 -> player.stop();
      case 9 -> player.setVolume(random.nextDouble());
      case 10 -> stage.starve();
      default -> stage.feedAgain();
    }
  }

  /// All play the same slow wave in step with the clock's zero, so that even a cut end is soft.
  private PcmSource source(Random random) {
    long cycles = 1L + random.nextInt(400);
    PcmSource source = FakeSource.smooth(0.2f, 480 * cycles);
    endings.put(source, 0);
    return source;
  }

  private static Duration fade(Random random) {
    return Duration.ofMillis(random.nextInt(3_000));
  }

  private PlayerListener bookkeeper() {
    return new PlayerListener() {
      @Override
      public void started(PcmSource source) {
        assertTrue(started.add(source), "started twice");
        assertEquals(0, endings.get(source), "started after its end");
      }

      @Override
      public void ended(PcmSource source, Ending ending) {
        endings.merge(source, 1, Integer::sum);
      }
    };
  }
}
