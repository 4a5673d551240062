package lofi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.settings.Defaults;
import lofi.settings.UserSettings;
import org.junit.jupiter.api.Test;

class WelcomeTest {
  private static final Map<String, Object> PATHS = Map.of("state", "/home/you/state/lofi");

  @Test
  void readsTheOptionsAndWhereThingsLie() {
    Welcome welcome =
        Welcome.read(
            Map.of("config", Defaults.options(), "paths", PATHS, "log_file", "/tmp/lofi.log"));

    assertEquals(UserSettings.read(Defaults.options()), welcome.settings());
    assertEquals(Path.of("/home/you/state/lofi"), welcome.stateFolder());
    assertEquals(Optional.of(Path.of("/tmp/lofi.log")), welcome.logFile());
  }

  @Test
  void theFadersOfACrashedHostStandWhereTheyStood() {
    StemGains faders =
        Welcome.read(
                Map.of(
                    "config",
                    Defaults.options(),
                    "paths",
                    PATHS,
                    "stems",
                    Map.of("drums", .4, "keys", 1L, "cowbell", 2)))
            .faders();

    assertEquals(Map.of(Stem.DRUMS, .4f), faders.all());
  }

  @Test
  void withoutACrashTheFadersStandWhereTheComposerPutThem() {
    StemGains faders = Welcome.read(Map.of("config", Defaults.options(), "paths", PATHS)).faders();

    assertEquals(Map.of(), faders.all());
  }

  @Test
  void noLogFileMeansNone() {
    assertEquals(
        Optional.empty(),
        Welcome.read(Map.of("config", Defaults.options(), "paths", PATHS)).logFile());
  }

  @Test
  void refusesWhatIsNoWelcome() {
    assertThrows(IllegalArgumentException.class, () -> Welcome.read(null));
    assertThrows(IllegalArgumentException.class, () -> Welcome.read(Map.of("config", Map.of())));
    assertThrows(
        IllegalArgumentException.class,
        () -> Welcome.read(Map.of("config", Defaults.options(), "paths", Map.of())));
  }
}
