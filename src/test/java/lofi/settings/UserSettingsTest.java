package lofi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import lofi.musicgen.ModelSettings.Backend;
import lofi.musicgen.installed.Precision;
import lofi.radio.PrefetchSettings.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSettingsTest {
  @Test
  void readsTheDefaults() {
    UserSettings settings = UserSettings.read(Defaults.options());

    assertEquals("warn", settings.daemon().logLevel());
    assertEquals(
        "lofi hip hop, chill, mellow piano, vinyl crackle", settings.generation().prompt().text());
    assertEquals(30, settings.generation().durationSec());
    assertEquals(OptionalLong.empty(), settings.generation().seed());
    assertEquals(Strategy.SAME_PROMPT, settings.prefetch().strategy());
    assertEquals(4, settings.prefetch().presets().size());
    assertEquals(50, settings.prefetch().triggerPercent());
    assertEquals(Backend.AUTO, settings.model().backend());
    assertEquals(Precision.Q4, settings.model().quantization());
    assertEquals(
        Path.of("/home/you/.local/share/nvim/lofi/models"), settings.model().weightsPath());
    assertEquals(OptionalInt.empty(), settings.model().threads());
    assertEquals(0.3, settings.radio().volume());
    assertEquals(Duration.ofSeconds(2), settings.radio().crossfade());
    assertTrue(settings.radio().loop() && settings.radio().autoPlay());
    assertEquals(200, settings.playback().bufferMillis());
    assertEquals(Optional.empty(), settings.playback().device());
    assertEquals(Path.of("/home/you/.cache/nvim/lofi"), settings.library().dir());
    assertEquals(500, settings.library().maxMb());
    assertEquals(OptionalInt.empty(), settings.library().maxTracks());
    assertEquals(UiSettings.Progress.CMDLINE, settings.ui().progress());
    assertEquals("♪", settings.ui().icons().music());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"daemon", "model", "defaults", "prefetch", "playback", "audio", "cache", "ui"})
  void namesTheTableThatIsMissing(String table) {
    Map<String, Object> options = Defaults.options();
    options.remove(table);

    var refusal = assertThrows(IllegalArgumentException.class, () -> UserSettings.read(options));
    assertTrue(String.valueOf(refusal.getMessage()).contains("The option " + table));
  }

  @Test
  void namesTheOptionThatIsOfAnotherType() {
    assertEquals(
        "The option playback.volume should be a number, not loud", refusal("volume", "loud"));
    assertEquals("The option playback.loop should be true or false, not 1", refusal("loop", 1L));
  }

  @Test
  void anEmptyListMayArriveAsAnEmptyMap() {
    Map<String, Object> options = Defaults.options();
    options.put("prefetch", with("prefetch", "presets", Map.of()));

    assertEquals(List.of(), UserSettings.read(options).prefetch().presets());
  }

  private static String refusal(String key, Object value) {
    Map<String, Object> options = Defaults.options();
    options.put("playback", with("playback", key, value));
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> UserSettings.read(options))
            .getMessage());
  }

  private static Map<Object, Object> with(String table, String key, Object value) {
    Map<Object, Object> changed =
        new LinkedHashMap<>((Map<?, ?>) Defaults.options().getOrDefault(table, Map.of()));
    changed.put(key, value);
    return changed;
  }
}
