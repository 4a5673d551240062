package lofi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lofi.app.LaunchOptions.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOptionsTest {
  @Test
  void servesNeovimForFiveIdleMinutesUnlessTold() {
    LaunchOptions options = LaunchOptions.parse(List.of());

    assertEquals(new Task.ServeNeovim(), options.task());
    assertEquals(Duration.ofMinutes(5), options.idleTimeout());
    assertEquals(Optional.empty(), options.pidFile());
  }

  @Test
  void takesTheDocumentsFlags() {
    LaunchOptions options =
        LaunchOptions.parse(List.of("--idle-timeout", "0", "--pid-file", "/run/lofi.pid"));

    assertEquals(Duration.ZERO, options.idleTimeout());
    assertEquals(Optional.of(Path.of("/run/lofi.pid")), options.pidFile());
    assertEquals(new Task.PrintVersion(), LaunchOptions.parse(List.of("--version")).task());
    assertEquals(
        new Task.VerifyModel(Path.of("m")),
        LaunchOptions.parse(List.of("--verify-model", "m")).task());
    assertTrue(LaunchOptions.parse(List.of("--registration")).registration());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "1.5", "", "99999999999999999999"})
  void saysWhatAnIdleTimeoutIs(String wrong) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> LaunchOptions.parse(List.of("--idle-timeout", wrong)));

    assertEquals(
        "--idle-timeout takes whole seconds from 0 (never), not \"" + wrong + "\"", e.getMessage());
  }

  @Test
  void namesAFlagThatItDoesNotKnowOrThatLacksItsValue() {
    assertEquals("lofi-daemon does not know --loud", messageFor("--loud"));
    assertEquals("--pid-file needs a value", messageFor("--pid-file"));
  }

  private static String messageFor(String flag) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> LaunchOptions.parse(List.of(flag)))
            .getMessage());
  }
}
