package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the user gets wrong: one clear sentence, the documented code, and the host goes on.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class BadInputIT {
  @TempDir private Path home;
  private Editor editor;

  @BeforeEach
  void open() throws Exception {
    editor = Editor.in(home).open();
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void anUnknownSubcommand() throws Exception {
    editor.runs("Lofi nonsense");

    assertEquals("INVALID_REQUEST", editor.hears("LofiDaemonError").get("code"));
    editor.isTold("There is no :Lofi nonsense");
    theHostGoesOnAfterOneSentence();
  }

  @Test
  void aVolumeOutOfRange() throws Exception {
    editor.runs("Lofi volume 300");

    assertEquals("INVALID_REQUEST", editor.hears("LofiDaemonError").get("code"));
    editor.isTold("from 0 to 100");
    theHostGoesOnAfterOneSentence();
  }

  @Test
  void anUnknownTrack() throws Exception {
    editor.runs("Lofi play deadbeef");

    assertEquals("INVALID_TRACK_ID", editor.hears("LofiDaemonError").get("code"));
    editor.isTold("deadbeef");
    theHostGoesOnAfterOneSentence();
  }

  @Test
  void somethingThatIsNoTrackId() throws Exception {
    editor.runs("Lofi play ../../etc/passwd");

    editor.hears("LofiDaemonError");
    theHostGoesOnAfterOneSentence();
  }

  @Test
  void aPromptWithoutWords() throws Exception {
    assertEquals("INVALID_REQUEST", codeOfGenerating("'   '"));
    theHostGoesOn();
  }

  @Test
  void aPromptOfFiveThousandCharacters() throws Exception {
    assertEquals("INVALID_REQUEST", codeOfGenerating("('rain '):rep(1000)"));
    editor.runs("Lofi generate " + "rain ".repeat(1000));
    editor.isTold("2,000");
    theHostGoesOn();
  }

  @Test
  void anUnknownOption() throws Exception {
    editor.lua("require('lofi').setup({ playback = { volumen = 0.5 } })");

    editor.isTold("playback.volumen");
    theHostGoesOnAfterOneSentence();
  }

  @Test
  void anOptionWithAWrongValue() throws Exception {
    editor.lua("require('lofi').setup({ playback = { volume = 'loud' } })");

    editor.isTold("playback.volume should be");
    theHostGoesOnAfterOneSentence();
  }

  @Test
  void aLibraryFolderThatCannotBeWritten() throws Exception {
    editor.lua("require('lofi').setup({ cache = { dir = '/proc/lofi' } })");

    editor.runs("Lofi generate rain");

    Map<?, ?> failure = editor.hears("LofiGenerationError");
    assertEquals("CACHE_WRITE_ERROR", failure.get("code"));
    theHostGoesOn();
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
  }

  private Object codeOfGenerating(String prompt) throws Exception {
    editor.lua(
        """
        require('lofi').generate({ prompt = %s }, function(err)
          _G.failure = err and err.code or 'none'
        end)
        """
            .formatted(prompt));
    editor.eventually("an answer", "_G.failure ~= nil");
    return String.valueOf(editor.lua("return _G.failure"));
  }

  private void theHostGoesOnAfterOneSentence() throws Exception {
    theHostGoesOn();
    List<String> complaints = editor.complaints();
    assertEquals(1, complaints.size(), complaints::toString);
  }

  private void theHostGoesOn() throws Exception {
    editor.runs("Lofi volume 20");
    editor.eventually("the volume is set", "require('lofi').volume() == 0.2");
    assertTrue(
        editor.heard().stream().noneMatch(event -> event.startsWith("LofiDaemonExit")),
        () -> "The host ended");
  }
}
