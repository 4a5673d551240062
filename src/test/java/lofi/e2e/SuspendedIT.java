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

  /// How far the music may have come when Neovim is suspended.
  private static final int SEARCH_SECONDS = 30;

  /// In its first minutes the composer keeps more and more of what its instruments have rendered
  /// (about 5 MiB). What waits for Neovim must not add to it.
  private static final long COMPOSERS_MEMORY_KIB = 8_192;

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
      soundCard.timeToSound(typed, Duration.ofSeconds(10));
      editor.runs("Lofi status");
      editor.shows("playing");
      soundCard.next(Duration.ofSeconds(3));
      ProcessHandle host = editor.processes().hosts().getFirst();
      long before = Processes.heapKib(host);

      editor.isSuspended();
      Sound music = soundCard.next(SUSPENDED);
      long grown = Processes.heapKib(host) - before;
      editor.isContinued();

      int search = SEARCH_SECONDS * Sound.SAMPLE_RATE;
      Match match =
          Match.of(music, ComposedSound.stream("rain", 5, music.frames() + search), search);
      System.err.println(music.describe() + ", " + match + ", heap grown by " + grown + " KiB");
      assertTrue(before > 0, "The heap could not be measured");
      assertTrue(grown < COMPOSERS_MEMORY_KIB, () -> "The heap has grown by " + grown + " KiB");
      editor.eventually(
          "the position is current",
          "(require('lofi').status().playback.position_sec or 0) >= " + SUSPENDED.toSeconds());
      editor.runs("Lofi pause");
      editor.hears("LofiPlaybackPause");
      match.mustBeExact(music);
    }
  }
}
