package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lofi.library.TrackId;
import lofi.playback.output.OutputDevice;
import lofi.radio.RadioStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CommandsTest {
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
  void lofiAloneStartsPausesAndGoesOn() throws Exception {
    desk.types("");
    assertEquals(State.PLAYING, desk.session.radio.status().state());
    desk.types("");
    assertEquals(State.PAUSED, desk.session.radio.status().state());
    desk.types("");
    assertEquals(State.PLAYING, desk.session.radio.status().state());
    assertEquals(List.of(), desk.messages());
  }

  @Test
  void pauseResumeStopAndSkipDoWhatTheySay() throws Exception {
    desk.types("play");
    desk.session.hear(1);
    desk.types("pause");
    assertEquals(State.PAUSED, desk.session.radio.status().state());
    desk.types("resume");
    assertEquals(State.PLAYING, desk.session.radio.status().state());
    desk.types("skip");
    desk.session.hear(5);
    desk.settle();
    assertEquals(2, desk.events("playback_started").size());
    desk.types("stop");
    assertEquals(State.STOPPED, desk.session.radio.status().state());
  }

  @Test
  void playWithAnIdPlaysThatTrack() throws Exception {
    TrackId rain = desk.session.track("rain", 10);

    desk.types("play " + rain);
    desk.session.hear(1);
    desk.settle();

    assertEquals(rain.hex(), desk.events("playback_started").getFirst().data().get("track_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000dead", "not-an-id", "A1B2C3D4"})
  void playSaysThatThereIsNoSuchTrack(String id) throws Exception {
    desk.types("play " + id);

    assertEquals("INVALID_TRACK_ID", desk.events("daemon_error").getFirst().data().get("code"));
    assertTrue(desk.message().contains("There is no track \"" + id + "\""), desk::message);
    theHostGoesOn();
  }

  @Test
  void generateTakesAllWordsAsThePrompt() throws Exception {
    desk.types("generate rain on a tin roof");
    desk.session.makeTracks();

    assertEquals("rain on a tin roof", desk.session.composer.requests().getFirst().prompt().text());
  }

  @Test
  void generateWithoutAPromptTakesTheDefault() throws Exception {
    desk.types("generate");
    desk.session.makeTracks();

    assertEquals("mellow piano", desk.session.composer.requests().getFirst().prompt().text());
  }

  @Test
  void generateSaysWhenTheTrackHasToWait() throws Exception {
    desk.types("generate rain");
    assertEquals(List.of(), desk.messages());
    desk.types("generate sun");

    assertTrue(desk.message().contains("waits"), desk::message);
  }

  @Test
  void aPromptOfFiveThousandCharactersIsRefusedAndTheHostGoesOn() throws Exception {
    desk.types("generate " + "x".repeat(5_000));

    assertEquals("INVALID_REQUEST", desk.events("daemon_error").getFirst().data().get("code"));
    assertTrue(desk.message().contains("2000 characters"), desk::message);
    theHostGoesOn();
  }

  @Test
  void volumeIsSetAndTold() throws Exception {
    desk.types("volume 70");

    assertEquals(0.7, desk.session.player.volume());
    assertEquals("Volume 70 %", desk.message());
    desk.forgetThePast();
    desk.types("volume");
    assertEquals("Volume 70 %", desk.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"300", "-1", "loud", "50.5", "99999999999"})
  void aVolumeOutOfRangeChangesNothing(String volume) throws Exception {
    desk.types("volume " + volume);

    assertEquals(0.3, desk.session.radio.status().volume());
    assertEquals("INVALID_REQUEST", desk.events("daemon_error").getFirst().data().get("code"));
    assertTrue(desk.message().contains("0 to 100"), desk::message);
    theHostGoesOn();
  }

  @Test
  void anUnknownSubcommandIsNamed() throws Exception {
    desk.types("plya");

    Map<?, ?> error = desk.events("daemon_error").getFirst().data();
    assertEquals("INVALID_REQUEST", error.get("code"));
    assertEquals("There is no :Lofi plya", error.get("message"));
    theHostGoesOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause please",
        "resume please",
        "stop please",
        "skip please",
        "keep please",
        "status please",
        "queue please",
        "list please",
        "prompt please",
        "log please",
        "volume 30 40",
        "cancel a1b2c3d4 please",
        "play a1b2c3d4 please"
      })
  void wordsThatMeanNothingAreRefused(String words) throws Exception {
    desk.types(words);

    assertEquals("INVALID_REQUEST", desk.events("daemon_error").getFirst().data().get("code"));
    assertEquals(1, desk.messages().size());
    theHostGoesOn();
  }

  @Test
  void keepMakesATrackOfTheSongThatPlays() throws Exception {
    desk.types("keep");
    assertTrue(desk.message().contains("none to keep"), desk::message);

    desk.types("");
    desk.session.hear(1);
    desk.forgetThePast();
    desk.types("keep");
    desk.session.makeTracks();
    assertTrue(desk.messages().getFirst().contains("being kept as track"), desk::message);
    assertEquals(1, desk.session.library.stats().tracks());
  }

  @Test
  void cancelTakesBackWhatWasAskedForLast() throws Exception {
    desk.types("cancel");
    assertEquals("Nothing is being made", desk.message());

    TrackId rain = desk.session.generate("rain");
    TrackId sun = desk.session.generate("sun");
    desk.forgetThePast();
    desk.types("cancel");
    assertEquals("Track " + sun + " is cancelled", desk.message());

    desk.forgetThePast();
    desk.types("cancel");
    assertEquals("Cannot cancel active generation", desk.message());
    desk.forgetThePast();
    desk.types("! cancel " + rain);
    assertEquals("Track " + rain + " is cancelled", desk.message());
  }

  @Test
  void deviceNamesTheDevicesAndSendsTheSoundElsewhere() throws Exception {
    desk.session.player.plugIn(
        new OutputDevice("Built-in Output", "sink0", true, 48_000, false),
        new OutputDevice("HDMI Audio", "sink1", false, 48_000, false));
    desk.types("device");
    assertEquals("Device: Built-in Output; also HDMI Audio", desk.message());

    desk.forgetThePast();
    desk.types("device HDMI Audio");
    assertEquals("Device: HDMI Audio", desk.message());

    desk.forgetThePast();
    desk.types("device Radio");
    assertEquals("There is no sound device \"Radio\"", desk.message());
    assertEquals("AUDIO_DEVICE_ERROR", desk.events("daemon_error").getFirst().data().get("code"));
  }

  @Test
  void cacheClearAsksFirst() throws Exception {
    desk.types("cache clear");
    assertEquals("There are no tracks", desk.message());

    desk.session.track("rain", 1);
    desk.session.track("sun", 1);
    desk.types("cache clear");
    assertEquals(
        List.of("Delete all 2 tracks?", "cache_clear"),
        desk.luaCalls("lofi.ask").getFirst().arguments());
    assertEquals(2, desk.session.library.stats().tracks());

    desk.asks("cache_clear", Map.of());
    assertEquals("2 tracks deleted", desk.messages().getLast());
  }

  @Test
  void whatTheEditorsSideDoesIsLeftToIt() throws Exception {
    desk.types("prompt");
    desk.types("log");
    desk.types("daemon restart");
    desk.types("daemon stop");
    assertEquals(1, desk.luaCalls("ask').prompt()").size());
    assertEquals(1, desk.luaCalls("host').open_log()").size());
    assertEquals(1, desk.luaCalls("host').restart()").size());
    assertEquals(1, desk.luaCalls("host').stop()").size());

    desk.types("daemon start");
    assertEquals("The host runs already", desk.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"daemon", "daemon sing", "cache", "cache burn", "cancel nothing"})
  void halfACommandIsRefused(String words) throws Exception {
    desk.types(words);

    assertEquals(1, desk.events("daemon_error").size());
    theHostGoesOn();
  }

  @Test
  void whatCanBeCompletedIsInTheState() throws Exception {
    desk.session.player.plugIn(new OutputDevice("HDMI Audio", "sink1", true, 48_000, false));
    desk.types("generate rain on a tin roof");
    desk.types("");
    desk.session.hear(1);
    desk.settle();

    assertEquals(List.of("rain on a tin roof"), desk.state().get("prompts"));
    assertEquals(
        List.of(Map.of("name", "HDMI Audio", "is_default", true, "sample_rate", 48_000L)),
        desk.state().get("devices"));
  }

  private void theHostGoesOn() throws Exception {
    desk.forgetThePast();
    desk.types("volume 40");
    assertEquals("Volume 40 %", desk.message());
  }
}
