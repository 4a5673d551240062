package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A machine without any sound: it is told once, and everything else works.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
class NoSoundCardIT {
  @TempDir private Path home;

  @Test
  void isToldOnceAndTheMusicRunsOnUnheard() throws Exception {
    try (Editor editor =
        Editor.in(home)
            .environment("PULSE_SERVER", "unix:/nonexistent")
            .environment("ALSA_CONFIG_PATH", "/nonexistent")
            .open()) {
      editor.runs("Lofi");

      editor.hears("LofiPlaybackStart");
      assertEquals("AUDIO_DEVICE_ERROR", editor.hears("LofiDaemonError").get("code"));
      editor.eventually(
          "the position runs on", "(require('lofi').status().playback.position_sec or 0) > 3");
      editor.runs("Lofi pause");
      editor.hears("LofiPlaybackPause");
      assertEquals(1, editor.complaints().size(), () -> "Told more or less than once");
    }
  }
}
