package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lofi.generation.ErrorCode;
import lofi.generation.GeneratedAudio;
import lofi.generation.Outcome;
import lofi.library.TrackId;
import lofi.playback.output.OutputDevice;
import lofi.radio.PrefetchSettings;
import lofi.settings.UiSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventPublisherTest {
  private static final List<String> TERMINAL = List.of("generation_complete", "generation_error");

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

  @Test
  void aTrackStartsAndIsReadyBeforeItPlays() throws Exception {
    TrackId rain = desk.session.generate("rain");
    desk.session.makeTracks();
    desk.session.hear(1);
    desk.settle();

    assertEquals(
        List.of(
            "generation_started " + rain,
            "generation_complete " + rain,
            "playback_started " + rain),
        desk.events().stream()
            .filter(event -> !event.name().equals("generation_progress"))
            .map(Object::toString)
            .toList());
  }

  @Test
  void eachTrackHasExactlyOneTerminalEvent() throws Exception {
    desk.session.composer.follow((request, sink) -> {
      if (request.prompt().text().contains("broken")) {
        throw new IOException("the model choked");
      }
      return request.prompt().text().contains("lost")
          ? new Outcome.Failed(ErrorCode.MODEL_INFERENCE_FAILED, "It failed", "Try again.")
          : new Outcome.Finished(new GeneratedAudio(1, Optional.empty(), Map.of()));
    });
    List<TrackId> asked =
        List.of(
            desk.session.generate("broken"),
            desk.session.generate("lost"),
            desk.session.generate("waits in vain"));
    desk.asks("queue_clear", Map.of());
    desk.session.makeTracks();
    desk.settle();

    for (TrackId id : asked) {
      long ends =
          desk.events().stream()
              .filter(event -> TERMINAL.contains(event.name()))
              .filter(event -> id.hex().equals(event.data().get("track_id")))
              .count();
      assertEquals(1, ends, () -> id + " in " + desk.events());
    }
  }

  @Test
  void aFailureSaysWhatHappenedAndWhatToDo() throws Exception {
    desk.session.composer.follow(
        (_, _) -> new Outcome.Failed(ErrorCode.MODEL_LOAD_FAILED, "It is broken", "Get another."));
    TrackId rain = desk.session.generate("rain");
    desk.session.makeTracks();
    desk.settle();

    assertEquals(
        Map.of(
            "track_id", rain.hex(),
            "code", "MODEL_LOAD_FAILED",
            "message", "It is broken",
            "advice", "Get another.",
            "error", "It is broken"),
        desk.events("generation_error").getFirst().data());
  }

  @Test
  void whoHearsOfAnEventFindsItInTheState() throws Exception {
    desk.types("");
    desk.session.hear(1);
    desk.settle();
    desk.types("pause");
    desk.types("resume");
    desk.types("stop");

    assertEquals(
        List.of("playing", "paused", "playing", "stopped"),
        desk.events().stream().map(EventPublisherTest::playbackState).toList());
    assertEquals(
        List.of("playback_started", "playback_paused", "playback_resumed", "playback_ended"),
        desk.events().stream().map(Desk.Told::name).toList());
    assertEquals("stopped", desk.events().getLast().data().get("reason"));
  }

  @Test
  void noSoundDeviceIsToldOnceAndStaysInTheStatus() throws Exception {
    for (int time = 0; time < 3; time++) {
      desk.session.player.unplug("There is no sound device here. Install pipewire-alsa.");
      desk.settle();
    }

    assertTrue(desk.message().contains("There is no sound device here"), desk::message);
    assertEquals("AUDIO_DEVICE_ERROR", desk.events("daemon_error").getFirst().data().get("code"));
    assertTrue(desk.state().containsKey("audio_problem"));

    desk.session.player.plugIn(new OutputDevice("Speaker", "sink0", true, 48_000, false));
    desk.settle();
    assertFalse(desk.state().containsKey("audio_problem"));
    assertEquals("Speaker", desk.state().get("audio_device"));
  }

  @Test
  void aSecondLossIsToldAgain() throws Exception {
    desk.session.player.unplug("There is no sound device.");
    desk.session.player.plugIn(new OutputDevice("Speaker", "sink0", true, 48_000, false));
    desk.session.player.unplug("There is no sound device.");
    desk.settle();

    assertEquals(2, desk.messages().size());
  }

  @Test
  void thePositionIsToldAgainWhenTheMusicStoodStill() throws Exception {
    desk.types("");
    hear(2);
    desk.publisher.publishState();
    desk.settle();
    desk.forgetThePast();

    hear(5);
    desk.publisher.correctPosition();
    desk.settle();
    assertEquals(List.of(), desk.luaCalls("lofi.state"));

    desk.session.clock.advance(Duration.ofSeconds(8));
    desk.publisher.correctPosition();
    desk.settle();
    assertEquals(7.0, toldPosition());
    desk.forgetThePast();

    hear(1);
    desk.publisher.correctPosition();
    desk.types("pause");
    desk.forgetThePast();
    desk.session.clock.advance(Duration.ofHours(8));
    desk.publisher.correctPosition();
    desk.settle();
    assertEquals(List.of(), desk.luaCalls("lofi.state"));
  }

  @Test
  void theStateSaysWhenItWasTaken() throws Exception {
    desk.publisher.publishState();
    desk.settle();

    assertEquals(desk.session.clock.millis(), desk.state().get("taken_at_ms"));
  }

  private @Nullable Object toldPosition() throws Exception {
    return desk.state().get("playback") instanceof Map<?, ?> playback
        ? playback.get("position_sec")
        : null;
  }

  private void hear(int seconds) throws Exception {
    desk.session.clock.advance(Duration.ofSeconds(seconds));
    desk.session.hear(seconds);
    desk.settle();
  }

  @Test
  void nothingIsShownToWhoWantsNoMessages() throws Exception {
    desk.ui.configure(
        new UiSettings(false, 2, Desk.USUAL_UI.progress(), true, Desk.USUAL_UI.icons()));
    desk.types("volume 300");
    desk.session.generate("rain");
    desk.session.makeTracks();
    desk.settle();

    assertEquals(List.of(), desk.messages());
    assertEquals(1, desk.events("daemon_error").size(), "scripts hear of it all the same");
  }

  /// With a model that would be every few minutes, uninvited.
  @Test
  void aTrackThatTheRadioAskedForComesWithoutAWord() throws Exception {
    desk.session.queue.use(desk.session.neural);
    desk.session.radio.configure(
        new PrefetchSettings(true, PrefetchSettings.Strategy.SAME_PROMPT, List.of(), 50));
    desk.types("");
    desk.session.hear(31);
    desk.session.makeTracks();
    desk.settle();

    assertEquals(1, desk.events("generation_complete").size());
    assertEquals(List.of(), desk.messages());

    TrackId rain = desk.session.generate("rain");
    desk.session.makeTracks();
    desk.settle();

    assertEquals(List.of("Track " + rain + " is ready: rain"), desk.messages());
  }

  @Test
  void theStatuslineTextSaysWhatPlaysAndWhatIsMade() throws Exception {
    assertEquals("", stateAfter("volume 50").get("statusline"));
    desk.types("");
    desk.session.hear(1);
    desk.settle();
    assertEquals("▶ ♪ mellow piano", desk.state().get("statusline"));
    assertEquals("▶ ♪ mellow piano ◌ 0%", stateAfter("generate rain").get("statusline"));
  }

  private Map<?, ?> stateAfter(String words) throws Exception {
    desk.types(words);
    return desk.state();
  }

  private static @Nullable Object playbackState(Desk.Told event) {
    return event.state().get("playback") instanceof Map<?, ?> playback
        ? playback.get("state")
        : null;
  }
}
