package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lofi.generation.GeneratedAudio;
import lofi.generation.Outcome;
import lofi.library.TrackId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a script meets that asks for the wrong thing.
@Timeout(30)
class MethodsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() throws Exception {
    desk = new Desk(folder);
    desk.forgetThePast();
  }

  @AfterEach
  void leave() throws Exception {
    desk.close();
  }

  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        arguments("sing", Map.of(), "METHOD_NOT_FOUND", -32601),
        arguments("generate", Map.of("prompt", ""), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("prompt", "  "), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("prompt", "x".repeat(5_000)), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("prompt", 7), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("duration_sec", 0), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("duration_sec", 601), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("duration_sec", "long"), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("seed", 1.5), "INVALID_REQUEST", -32602),
        arguments("generate", Map.of("priority", "urgent"), "INVALID_REQUEST", -32602),
        arguments("play", Map.of("track_id", "0000dead"), "INVALID_TRACK_ID", -32000),
        arguments("play", Map.of("track_id", 7), "INVALID_REQUEST", -32602),
        arguments("playlist_add", Map.of("track_id", "0000dead"), "INVALID_TRACK_ID", -32000),
        arguments("playlist_add", Map.of(), "INVALID_REQUEST", -32602),
        arguments("playlist_remove", Map.of("track_id", "0000dead"), "INVALID_TRACK_ID", -32000),
        arguments("cache_delete", Map.of("track_id", "0000dead"), "INVALID_TRACK_ID", -32000),
        arguments("queue_cancel", Map.of("track_id", "0000dead"), "INVALID_TRACK_ID", -32000),
        arguments("volume_set", Map.of("level", 3), "INVALID_REQUEST", -32602),
        arguments("volume_set", Map.of("level", Double.NaN), "INVALID_REQUEST", -32602),
        arguments("volume_set", Map.of(), "INVALID_REQUEST", -32602),
        arguments("crossfade_set", Map.of("duration_sec", -1), "INVALID_REQUEST", -32602),
        arguments("audio_device_set", Map.of("device", "Radio"), "AUDIO_DEVICE_ERROR", -32000),
        arguments("prefetch_config", Map.of("strategy", "guess"), "INVALID_REQUEST", -32602),
        arguments("prefetch_config", Map.of("enabled", "yes"), "INVALID_REQUEST", -32602),
        arguments("prefetch_config", Map.of("trigger_percent", 101), "INVALID_REQUEST", -32602),
        arguments("prefetch_config", Map.of("presets", List.of("")), "INVALID_REQUEST", -32602),
        arguments(
            "waveform",
            Map.of("track_id", "0000dead", "width", 4, "height", 1),
            "INVALID_TRACK_ID",
            -32000),
        arguments(
            "waveform",
            Map.of("track_id", "0000dead", "width", 4000, "height", 1),
            "INVALID_REQUEST",
            -32602),
        arguments("reconfigure", Map.of("playback", "loud"), "INVALID_REQUEST", -32602));
  }

  @ParameterizedTest
  @MethodSource("wrongCalls")
  void aWrongCallIsAnsweredWithItsCodeAndTheHostGoesOn(
      String method, Map<String, ?> params, String code, long number) throws Exception {
    Map<String, Object> error = desk.isRefused(method, params);

    assertEquals(number, error.get("code"));
    var data = Desk.dataOf(error);
    assertEquals(code, data.get("reason"));
    assertFalse(String.valueOf(error.get("message")).isBlank());
    assertFalse(String.valueOf(data.get("advice")).isBlank());
    assertEquals(List.of(), desk.messages(), "who asked has the answer; nobody else is told");
    assertEquals(Map.of("level", 0.3), desk.asks("volume_get", Map.of()));
  }

  @Test
  void parametersThatAreNoTableAreRefused() throws Exception {
    var data = Desk.dataOf(desk.isRefused("play", List.of("a1b2c3d4")));

    assertEquals("INVALID_REQUEST", data.get("reason"));
  }

  @Test
  void anEmptyLuaTableAndNothingAtAllAreBothNoParameters() throws Exception {
    assertEquals(Map.of("level", 0.3), desk.asks("volume_get", List.of()));
    assertEquals(Map.of("level", 0.3), desk.asks("volume_get", List.of(List.of())));
  }

  @Test
  void whatGoesWrongWithoutAnybodyWaitingIsToldToTheUser() throws Exception {
    desk.tells("play", Map.of("track_id", "0000dead"));

    assertEquals("INVALID_TRACK_ID", desk.events("daemon_error").getFirst().data().get("code"));
    assertTrue(desk.message().contains("0000dead"), desk::message);
  }

  @Test
  void whatIsBeingMadeCanOnlyBeCancelledByForce() throws Exception {
    TrackId rain = desk.session.generate("rain");
    Map<String, Object> error = desk.isRefused("queue_cancel", Map.of("track_id", rain.hex()));

    assertEquals(-32001L, error.get("code"));
    assertEquals("Cannot cancel active generation", error.get("message"));
    assertEquals(
        Map.of("cancelled", true, "track_id", rain.hex()),
        desk.asks("queue_cancel", Map.of("track_id", rain.hex(), "force", true)));
  }

  @Test
  void prefetchKeepsWhatIsNotNamed() throws Exception {
    desk.asks("prefetch_config", Map.of("presets", List.of("rain"), "enabled", true));
    desk.asks("prefetch_config", Map.of("strategy", "random_preset"));

    assertEquals(
        Map.of(
            "enabled",
            true,
            "strategy",
            "random_preset",
            "presets",
            List.of("rain"),
            "trigger_percent",
            50L),
        desk.asks("prefetch_config", Map.of("enabled", true)));
  }

  @Test
  void aTrackWhoseFileIsGoneHasNoWaveform() throws Exception {
    TrackId rain = desk.session.track("rain", 1);
    Files.delete(folder.resolve("cache").resolve(rain + ".wav"));

    var error = desk.isRefused("waveform", Map.of("track_id", rain.hex(), "width", 4, "height", 1));
    assertEquals("AUDIO_PLAYBACK_ERROR", Desk.dataOf(error).get("reason"));
  }

  @Test
  void aTrackThatGrowsIsNeitherDrawnNorDeletedAndNobodyWaits() throws Exception {
    List<Map<String, Object>> errors = new ArrayList<>();
    desk.session.composer.follow((request, sink) -> {
      desk.session.makeSeconds(sink, 20, 30);
      String id = request.trackId().hex();
      try {
        desk.settle();
        assertTrue(desk.session.library.find(request.trackId()).isPresent(), "it can be played");
        errors.add(desk.isRefused("waveform", Map.of("track_id", id, "width", 4, "height", 1)));
        errors.add(desk.isRefused("cache_delete", Map.of("track_id", id)));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      desk.session.makeSeconds(sink, 10, 30);
      return new Outcome.Finished(new GeneratedAudio(1_500, Optional.empty(), Map.of()));
    });
    TrackId rain = desk.session.generate("rain");
    desk.session.makeTracks();

    assertEquals(2, errors.size());
    for (Map<String, Object> error : errors) {
      assertEquals("GENERATION_IN_PROGRESS", Desk.dataOf(error).get("reason"));
      assertEquals(rain.hex(), Desk.dataOf(error).get("track_id"));
    }
    assertEquals(
        Map.of("deleted", List.of(rain.hex())),
        desk.asks("cache_delete", Map.of("track_id", rain.hex())));
  }

  @Test
  void shutdownEndsTheHost() throws Exception {
    desk.tells("shutdown", Map.of());

    assertEquals(1, desk.shutdowns);
  }
}
