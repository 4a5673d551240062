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

/// Others stand still: a Neovim that does not read, since it was stopped by `<C-z>` or is busy for
/// long, and a sound server that the machine has put to sleep.
///
/// How long is set by `-Dlofi.suspended.seconds`: 8 unless told otherwise, 60 for the real thing.
@Timeout(200)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class SuspendedIT {
  private static final Duration SUSPENDED =
      Duration.ofSeconds(Integer.getInteger("lofi.suspended.seconds", 8));

  /// Longer than the idle time-out of the test, and than a device may take to answer.
  private static final Duration SERVER_ASLEEP = Duration.ofSeconds(6);

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

  @Test
  void musicGoesOnWithoutAGapOrABurstWhenTheSoundServerComesBack() throws Exception {
    try (Editor editor =
        Editor.in(home)
            .init(
                """
                vim.g.lofi = {
                  daemon = { idle_timeout_sec = 2 },
                  defaults = { prompt = 'rain', seed = 5 },
                }
                """)
            .open()) {
      editor.runs("Lofi");
      editor.hears("LofiPlaybackStart");
      editor.eventually("music", () -> position(editor) > 1);
      double before = position(editor);
      ProcessHandle host = editor.processes().hosts().getFirst();

      signalSoundServer("STOP");
      try {
        Thread.sleep(SERVER_ASLEEP.dividedBy(2));
        editor.runs("Lofi volume 60");
        editor.eventually("the host answers", "require('lofi').status().playback.volume == 0.6");
        editor.runs("Lofi status");
        editor.shows("playing");
        editor.types("q");
        Thread.sleep(SERVER_ASLEEP.dividedBy(2));
        editor.eventually("the position stands still", () -> position(editor) - before < 2);
      } finally {
        signalSoundServer("CONT");
      }

      try (var soundCard = RecordedSink.listen()) {
        soundCard.timeToSound(System.nanoTime(), Duration.ofSeconds(10));
        soundCard.next(Duration.ofSeconds(1)); // in which the new volume is reached
        Sound music = soundCard.next(Duration.ofSeconds(5));
        double position = position(editor);
        assertEquals(List.of(host), editor.processes().hosts());

        int search = SEARCH_SECONDS * Sound.SAMPLE_RATE;
        Match match =
            Match.of(music, ComposedSound.stream("rain", 5, music.frames() + search), search);
        System.err.println(music.describe() + ", " + match + ", position " + position);
        long typed = System.nanoTime();
        editor.runs("Lofi pause");
        Duration silent = soundCard.timeToSilence(typed, Duration.ofSeconds(1));
        match.mustBeExact(music);
        double reached = (double) (match.lagFrames() + music.frames()) / Sound.SAMPLE_RATE;
        assertTrue(
            Math.abs(position - reached) < 1,
            () -> "At " + reached + " s, but " + position + " is shown");
        assertTrue(silent.toMillis() < 500, () -> "Silent after " + silent.toMillis() + " ms");
        assertEquals(List.of(), editor.complaints());
      }
    }
  }

  private static double position(Editor editor) throws InterruptedException {
    return editor.number("return require('lofi').status().playback.position_sec or 0");
  }

  private static void signalSoundServer(String name) throws Exception {
    String server = System.getenv("LOFI_TEST_SERVER");
    new ProcessBuilder("kill", "-" + name, server).start().waitFor();
  }
}
