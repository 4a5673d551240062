package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Every command as its user sees it: what stands on the screen after it was typed.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class CommandsIT {
  /// Messages go where Neovim puts them, and the statusline is the one of the help.
  private static final String AS_A_USER =
      """
      vim.notify = _G.notify
      vim.o.laststatus = 2
      vim.o.statusline = "%{v:lua.require'lofi'.statusline()} ."
      vim.g.lofi = {
        defaults = { prompt = 'rainy night', duration_sec = 5 },
        prefetch = { enabled = false },
      }
      """;

  /// So long that one can look at it while it is made.
  private static final String MAKE_LONG =
      "require('lofi').generate({ prompt = ..., duration_sec = 600 })";

  @TempDir private Path home;
  private Editor editor;

  @BeforeEach
  void open() throws Exception {
    editor = Editor.in(home).init(AS_A_USER).open();
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void lofiAndItsKinMoveTheStatusline() throws Exception {
    editor.enters("Lofi");
    editor.shows("▶ ♪ rainy night");
    editor.enters("Lofi");
    editor.shows("⏸ ♪ rainy night");
    editor.enters("Lofi resume");
    editor.shows("▶ ♪ rainy night");
    editor.enters("Lofi pause");
    editor.shows("⏸ ♪ rainy night");
    editor.enters("Lofi skip");
    editor.shows("▶ ♪ rainy night");
    editor.enters("Lofi stop");
    editor.showsNoMore("rainy night");
    editor.enters("Lofi play");
    editor.shows("▶ ♪ rainy night");
  }

  @Test
  void aBuiltCheckoutHasItsHelp() throws Exception {
    editor.enters("help lofi");
    editor.shows("Nothing is downloaded for that");
  }

  @Test
  void generateAndPromptMakeTracksThatPlay() throws Exception {
    editor.enters("Lofi generate tin roof");
    editor.shows("is ready");
    editor.shows("▶ ♪ tin roof");

    editor.enters("Lofi prompt");
    editor.shows("Lofi prompt:");
    editor.types("soft snow<CR>");
    editor.eventually("two tracks", "#require('lofi').cache() == 2");
    editor.eventually("both in the play order", "#require('lofi').playlist() == 2");
    editor.enters("Lofi skip");
    editor.shows("♪ soft snow");
  }

  @Test
  void theQueueCanBeWatchedAndChanged() throws Exception {
    makeLong("first", "second", "third");
    editor.shows("◌ ");
    editor.enters("Lofi queue");
    editor.shows("1.    ");
    assertTrue(indexOf("second") < indexOf("third"), editor::screen);
    assertTrue(editor.screen().contains("d\u00a0cancel"), editor::screen);

    editor.types("jJ");
    editor.eventually("moved", () -> indexOf("third") < indexOf("second"));
    editor.eventually("the cursor follows", "vim.fn.line('.') == 3");
    editor.types("d");
    editor.showsNoMore("second");
    editor.types("ggd");
    editor.shows("Cannot cancel active generation");
    editor.types("D");
    editor.eventually("the third is made", () -> !editor.screen().contains("first"));
    editor.types("q");
    editor.showsNoMore("d\u00a0cancel");
    editor.enters("Lofi! cancel");
    editor.shows("is cancelled");
  }

  @Test
  void theQueueHasATrackMadeNextAndPlaysIt() throws Exception {
    editor.lua("require('lofi').setup({ playback = { auto_play = false } })");
    makeLong("first", "second");
    editor.lua("require('lofi').generate({ prompt = 'third', duration_sec = 5 })");
    editor.enters("Lofi queue");
    editor.shows("2.    ");

    editor.types("ja");
    editor.shows("joins the play order when it is made");
    editor.types("j<CR>");
    editor.shows("plays as soon as it can be heard");
    editor.eventually("moved", () -> indexOf("third") < indexOf("second"));
    editor.types("ggD");
    editor.shows("▶ ♪ third");
    editor.enters("Lofi! cancel");
  }

  @Test
  void cancelTakesBackWhatWasAskedForLast() throws Exception {
    editor.enters("Lofi cancel");
    editor.shows("Nothing is being made");
    makeLong("first", "second");

    editor.enters("Lofi cancel");
    editor.shows("is cancelled");
    editor.eventually("nothing waits", "#require('lofi').queue().pending == 0");
    editor.enters("Lofi cancel");
    editor.shows("Cannot cancel active generation");
    editor.enters("Lofi! cancel");
    editor.eventually("nothing is made", "not require('lofi').is_generating()");
  }

  @Test
  void volumeAndDeviceSayWhatTheyAreAndSetIt() throws Exception {
    editor.enters("Lofi volume");
    editor.shows("lofi: Volume 30 %");
    editor.enters("Lofi volume 55");
    editor.shows("lofi: Volume 55 %");
    editor.enters("Lofi volume 101");
    editor.shows("The volume goes from 0 to 100, not to 101");

    editor.enters("Lofi device lofi_b");
    editor.shows("lofi: Device: lofi_b");
    editor.enters("Lofi device");
    editor.shows("lofi: Device: lofi_b; also lofi_a");
    editor.enters("Lofi device gramophone");
    editor.shows("There is no sound device \"gramophone\"");
  }

  @Test
  void theStatusFloatLives() throws Exception {
    editor.enters("Lofi status");
    editor.shows("State    stopped");
    editor.types("p");
    editor.shows("State    playing");
    editor.shows("Prompt   rainy night");
    editor.shows("Level");
    editor.shows("0:03 / ");
    editor.types("p");
    editor.shows("State    paused");
    editor.types("s");
    editor.shows("State    stopped");
    editor.types("q");
    editor.showsNoMore("State ");
  }

  @Test
  void theListPlaysAddsMovesAndDeletes() throws Exception {
    editor.lua("require('lofi').setup({ playback = { auto_play = false } })");
    make("tin roof");
    make("soft snow");
    editor.enters("Lofi list");
    editor.shows("move in play order");
    assertTrue(indexOf("soft snow") < indexOf("tin roof"), editor::screen);

    editor.types("a");
    editor.shows("Play order");
    editor.types("Gkka");
    editor.shows("2.  0:05");
    editor.types("ggjJ");
    editor.eventually("moved", () -> indexOf("tin roof") < indexOf("soft snow"));
    editor.types("ggjd");
    editor.showsNoMore("2.  0:05");
    editor.types("ggj<CR>");
    editor.shows("▶ ♪ soft snow");
    editor.types("Gkkd");
    editor.eventually("deleted", "#require('lofi').cache() == 1");
    editor.types("q");
    editor.showsNoMore("move in play order");
  }

  /// What is said at once, while the question still stands on the screen.
  @Test
  void theAnswerToAQuestionEndsInNoPrompt() throws Exception {
    editor.lua(
        "require('lofi.host').notify = function() vim.notify('lofi: it is done') end "
            + "vim.schedule(function() require('lofi.ask').before('Shall it be?', '') end)");
    editor.shows("Shall it be?");

    editor.types("2<CR>");

    editor.shows("lofi: it is done");
    assertEquals(1.0, editor.number("return 1"), "the editor waits for <Enter>");
    editor.showsNoMore("Shall it be?");
  }

  @Test
  void cacheClearAsksFirst() throws Exception {
    editor.enters("Lofi cache clear");
    editor.shows("There are no tracks");
    make("tin roof");

    editor.enters("Lofi cache clear");
    editor.shows("Delete 1 track?");
    editor.types("1<CR>");
    editor.showsNoMore("Delete 1 track?");
    assertEquals(1.0, editor.number("return #require('lofi').cache()"));
    editor.enters("Lofi cache clear");
    editor.shows("Delete 1 track?");
    editor.types("2<CR>");
    editor.eventually("cleared", "#require('lofi').cache() == 0");
    editor.enters("Lofi list");
    editor.shows("No tracks yet: :Lofi generate makes one");
  }

  @Test
  void keepMakesATrackOfTheSong() throws Exception {
    editor.enters("Lofi keep");
    editor.shows("No song of the stream is playing");
    editor.enters("Lofi");
    editor.shows("▶ ♪ rainy night");

    editor.enters("Lofi keep");
    editor.shows("This song is being kept as track");
    editor.eventually("kept", "#require('lofi').cache() == 1");
  }

  @Test
  void logOpensInASplit() throws Exception {
    editor.enters("Lofi status");
    editor.shows("State ");
    editor.types("q");
    editor.enters("Lofi log");
    editor.eventually("a split", "#vim.api.nvim_tabpage_list_wins(0) == 2");
    assertTrue(String.valueOf(editor.eval("expand('%')")).endsWith("lofi.log"));
  }

  @Test
  void theDaemonIsStartedStoppedAndRestarted() throws Exception {
    editor.enters("Lofi daemon start");
    editor.eventually("it runs", "require('lofi.host').state() == 'ready'");
    editor.enters("Lofi daemon start");
    editor.shows("host runs already");
    editor.enters("Lofi daemon restart");
    assertEquals(0L, editor.hears("LofiDaemonExit").get("code"));
    editor.eventually("it runs again", "require('lofi.host').state() == 'ready'");
    editor.enters("Lofi daemon stop");
    editor.eventually("it is gone", "not require('lofi.host').is_running()");
    editor.enters("Lofi volume");
    editor.shows("lofi: Volume 30 %");
  }

  @Test
  void tabCompletesOnTheCommandLine() throws Exception {
    editor.types(":Lofi sta<Tab>");
    editor.shows(":Lofi status");
    editor.types("<Esc>:Lofi daemon res<Tab>");
    editor.shows(":Lofi daemon restart");
    editor.types("<Esc>");
    assertEquals(false, editor.lua("return require('lofi.host').is_running()"));

    make("tin roof");
    editor.types(":Lofi generate tin<Tab>");
    editor.shows(":Lofi generate tin roof");
    editor.types("<Esc>");
    Object id = editor.lua("return require('lofi').cache()[1].track_id");
    editor.types(":Lofi play <Tab>");
    editor.shows(":Lofi play " + id);
    editor.types("<Esc>");
  }

  @Test
  void aSecondNeovimThatPlaysSaysSoOnce() throws Exception {
    editor.enters("Lofi");
    editor.shows("▶");
    try (Editor second = Editor.in(home).open()) {
      second.runs("Lofi");
      second.isTold("Another Neovim plays already");
      second.runs("Lofi stop");
      second.runs("Lofi");
      second.eventually("it plays", "require('lofi').is_playing()");
      assertEquals(1, second.complaints().size(), second.complaints()::toString);
    }
  }

  @Test
  void optionsOfASecondSetupReachTheHost() throws Exception {
    editor.enters("Lofi volume");
    editor.shows("lofi: Volume 30 %");

    editor.lua(
        """
        require('lofi').setup({
          playback = { volume = 0.8 }, ui = { icons = { playing = '>' } }, audio = { device = 'x' },
        })
        """);
    editor.shows("In force after `:Lofi daemon restart`: audio.device");
    editor.eventually("the volume", "require('lofi').volume() == 0.8");
    editor.enters("Lofi");
    editor.shows("> ♪");
  }

  private void make(String prompt) throws InterruptedException {
    double before = editor.number("return #require('lofi').cache()");
    editor.enters("Lofi generate " + prompt);
    editor.eventually("made", () -> editor.number("return #require('lofi').cache()") == before + 1);
  }

  private void makeLong(String... prompts) throws InterruptedException {
    for (String prompt : List.of(prompts)) {
      editor.lua(MAKE_LONG, prompt);
    }
  }

  private int indexOf(String text) {
    return editor.screen().indexOf(text);
  }
}
