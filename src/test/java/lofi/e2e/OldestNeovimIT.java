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
  private static final String AS_A_USER =
      """
      vim.o.laststatus = 2
      vim.o.statusline = "%{v:lua.require'lofi'.statusline()} ."
      vim.g.lofi = { defaults = { prompt = 'rainy night', duration_sec = 5 } }
      """;

  private static final String MESSAGES_ARE_SHOWN = "vim.notify = _G.notify\n";

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

  @Test
  void commandsAnswerAndFloatsAct() throws Exception {
    try (Editor editor = Editor.in(home).init(MESSAGES_ARE_SHOWN + AS_A_USER).oldest().open()) {
      editor.enters("Lofi volume 55");
      editor.shows("lofi: Volume 55 %");
      editor.enters("Lofi volume 101");
      editor.shows("The volume goes from 0 to 100, not to 101");
      editor.enters("Lofi device lofi_b");
      editor.shows("lofi: Device: lofi_b");
      editor.enters("Lofi keep");
      editor.shows("No song of the stream is playing");

      editor.enters("Lofi generate tin roof");
      editor.shows("▶ ♪ tin roof");
      editor.enters("Lofi list");
      editor.shows("Play order");
      editor.types("jd");
      editor.showsNoMore("Play order");
      editor.types("gga");
      editor.shows("Play order");
      editor.types("q");

      editor.lua(
          "for i = 1, 3 do require('lofi').generate({ prompt = 'no ' .. i, duration_sec = 600 }) end");
      editor.shows("generating ");
      editor.enters("Lofi queue");
      editor.shows("2.    ");
      editor.types("jd");
      editor.showsNoMore("no 2");
      editor.types("ggD");
      editor.showsNoMore("no 1");
      editor.types("q");
      editor.enters("Lofi! cancel");
      editor.eventually("nothing is made", "not require('lofi').is_generating()");

      editor.enters("Lofi cache clear");
      editor.shows("Delete 1 track?");
      editor.types("2<CR>");
      editor.eventually("cleared", "#require('lofi').cache() == 0");
    }
  }

  @Test
  void keysPromptsAndTheHostAreLookedAfter() throws Exception {
    try (Editor editor =
        Editor.in(home).init("require('lofi').setup()\n" + AS_A_USER).oldest().open()) {
      editor.types(":Lofi sta<Tab>");
      editor.shows(":Lofi status");
      editor.types("<Esc>");
      assertEquals(false, editor.lua("return require('lofi.host').is_running()"));

      editor.types("\\ll");
      editor.shows("▶ ♪ ");
      editor.types("\\l=");
      editor.eventually("louder", "require('lofi').status().playback.volume == 0.4");
      editor.types("\\li");
      editor.shows("State    playing");
      editor.types("pq");
      editor.hears("LofiPlaybackPause");
      editor.enters("Lofi prompt");
      editor.shows("Lofi prompt:");
      editor.types("soft snow<CR>");
      editor.hears("LofiGenerationComplete");

      editor.enters("Lofi daemon restart");
      assertEquals(0L, editor.hears("LofiDaemonExit").get("code"));
      editor.eventually("it runs again", "require('lofi.host').state() == 'ready'");
      editor.enters("Lofi log");
      editor.eventually("a split", "#vim.api.nvim_tabpage_list_wins(0) == 2");
      editor.enters("checkhealth lofi");
      editor.shows("lofi-daemon found");
      assertEquals(List.of(), editor.complaints());
    }
  }

  private static Sound quarterSecondLater(RecordedSink soundCard) throws InterruptedException {
    soundCard.next(Duration.ofMillis(250));
    return soundCard.next(Duration.ofMillis(250));
  }
}
