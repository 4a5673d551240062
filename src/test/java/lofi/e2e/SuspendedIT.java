package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A Neovim that does not read: stopped by `<C-z>`, or busy for long.
///
/// How long is set by `-Dlofi.suspended.seconds`: 8 unless told otherwise, 60 for the real thing.
@Timeout(200)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class SuspendedIT {
  private static final Duration SUSPENDED =
      Duration.ofSeconds(Integer.getInteger("lofi.suspended.seconds", 8));

  @TempDir private Path home;

  @Test
  void musicGoesOnMemoryStaysFlatAndTheStateIsCurrentOnReturn() throws Exception {
    try (var soundCard = RecordedSink.listen();
        Editor editor =
            Editor.in(home)
                .init("vim.g.lofi = { defaults = { prompt = 'rain', seed = 5 } }")
                .open()) {
      long typed = System.nanoTime();
      editor.runs("Lofi");
      editor.hears("LofiPlaybackStart");
      Duration wait = soundCard.timeToSound(typed, Duration.ofSeconds(10));
      editor.runs("Lofi status");
      editor.shows("playing");
      soundCard.next(Duration.ofSeconds(3));
      ProcessHandle host = editor.processes().hosts().getFirst();
      long before = Processes.residentKib(host);

      editor.isSuspended();
      soundCard.next(SUSPENDED);
      long grown = Processes.residentKib(host) - before;
      editor.isContinued();

      long begun = typed + wait.plusMillis(30).toNanos();
      Sound music = soundCard.since(begun, Duration.ofNanos(System.nanoTime() - begun));
      Sound composed = ComposedSound.stream("rain", 5, music.frames() + Sound.SAMPLE_RATE);
      Match match = Match.of(music, composed, Sound.SAMPLE_RATE);

      System.err.println(music.describe() + ", " + match + ", grown by " + grown + " KiB");
      assertTrue(match.largestError() < 3e-4, match::toString);
      assertTrue(grown < 16_384, () -> "The host has grown by " + grown + " KiB");
      editor.eventually(
          "the position is current",
          "(require('lofi').status().playback.position_sec or 0) >= " + SUSPENDED.toSeconds());
      editor.runs("Lofi pause");
      editor.hears("LofiPlaybackPause");
    }
  }
}
