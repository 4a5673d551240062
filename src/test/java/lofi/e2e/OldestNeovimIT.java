package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The main things once on the oldest Neovim that we test.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.old", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class OldestNeovimIT {
  @TempDir private Path home;

  @Test
  void playsShowsPausesGeneratesAndLeaves() throws Exception {
    try (var soundCard = RecordedSink.listen();
        Editor editor = Editor.in(home).oldest().open()) {
      long typed = System.nanoTime();
      editor.runs("Lofi");
      soundCard.timeToSound(typed, Duration.ofSeconds(15));

      editor.runs("Lofi status");
      editor.shows("playing");
      editor.types("q");

      editor.runs("Lofi pause");
      editor.hears("LofiPlaybackPause");
      assertEquals(-1, quarterSecondLater(soundCard).firstAudibleFrame());

      editor.lua("require('lofi').generate({ prompt = 'rain', duration_sec = 5, seed = 3 })");
      editor.hears("LofiGenerationComplete");
      assertEquals(List.of(), editor.complaints());

      editor.quits();
      assertTrue(editor.processes().areGone(Duration.ofSeconds(1)));
    }
  }

  private static Sound quarterSecondLater(RecordedSink soundCard) throws InterruptedException {
    soundCard.next(Duration.ofMillis(250));
    return soundCard.next(Duration.ofMillis(250));
  }
}
