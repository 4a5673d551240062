package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// However Neovim goes, nothing of ours stays.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class LeavingIT {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  @TempDir private Path home;
  private RecordedSink soundCard;
  private Editor editor;

  @BeforeEach
  void playMusic() throws Exception {
    soundCard = RecordedSink.listen();
    editor = Editor.in(home).open();
    long typed = System.nanoTime();
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
    soundCard.timeToSound(typed, Duration.ofSeconds(10));
    assertEquals(1, editor.processes().hosts().size());
  }

  @AfterEach
  void close() {
    editor.close();
    soundCard.close();
  }

  @Test
  void quittingLeavesNoProcessAfterOneSecond() throws Exception {
    editor.quits();

    assertNothingStays();
  }

  @Test
  void aKilledNeovimLeavesNoProcessAfterOneSecond() throws Exception {
    editor.isKilled();

    assertNothingStays();
  }

  @Test
  void quittingWhileGeneratingLeavesNoPidFile() throws Exception {
    editor.lua("require('lofi').generate({ prompt = 'rain', duration_sec = 60, seed = 1 })");
    editor.hears("LofiGenerationStart");

    editor.quits();

    assertNothingStays();
    try (Stream<Path> files = Files.walk(home.resolve("runtime"))) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".pid")).toList());
    }
  }

  private void assertNothingStays() throws InterruptedException {
    assertTrue(
        editor.processes().areGone(ONE_SECOND),
        () ->
            "Still alive: "
                + editor.processes().alive().stream().map(ProcessHandle::info).toList());
    assertEquals(-1, soundCard.next(Duration.ofMillis(500)).firstAudibleFrame());
  }
}
