package lofi.playback;

import static lofi.playback.FakeSoundSystem.HEADSET;
import static lofi.playback.FakeSoundSystem.SPEAKERS;
import static lofi.playback.FakeSource.smooth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lofi.audio.PcmSource;
import lofi.playback.PlaybackSettings.OnDeviceLoss;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import org.junit.jupiter.api.Test;

/// What happens when sound devices come and go.
final class DeviceTest {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final PlayerListener listener = mock(PlayerListener.class);
  private Stage stage = new Stage();
  private DeckPlayer player = stage.player;

  private void playSomething() {
    player.addListener(listener);
    player.play(smooth(0.8f, PcmSource.ENDLESS));
    stage.pull(Duration.ofSeconds(1));
  }

  private void useSettings(OnDeviceLoss onDeviceLoss) {
    stage = new Stage(Stage.settings(onDeviceLoss));
    player = stage.player;
  }

  @Test
  void tellsWhereTheSoundGoes() {
    playSomething();

    verify(listener).outputChanged(new OutputStatus("Speakers", 48_000, true, Optional.empty()));
    assertEquals("Speakers", player.output().device());
  }

  @Test
  void tellsOnceThatThereIsNoDeviceAndKeepsTryingWhileItPlays() {
    stage.sounds.pull(SPEAKERS);
    playSomething();
    stage.pass(Duration.ofSeconds(4));
    stage.pass(Duration.ofSeconds(4));

    verify(listener, times(1)).outputChanged(org.mockito.ArgumentMatchers.any());
    assertFalse(player.output().isReal());
    assertEquals(3, stage.sounds.timesAsked());
  }

  @Test
  void goesBackToADeviceThatAppears() {
    stage.sounds.pull(SPEAKERS);
    playSomething();
    stage.sounds.plug(SPEAKERS);
    stage.pass(Duration.ofSeconds(4));
    float[] heard = stage.heardWhile(() -> stage.pull(MOMENT));

    assertTrue(player.output().isReal());
    assertTrue(Hearing.loudest(heard) > 0.7f);
  }

  @Test
  void runsOnWhenTheOnlyDeviceIsGone() {
    playSomething();
    long position = player.positionFrames();
    stage.sounds.pull(SPEAKERS);
    stage.pull(MOMENT);

    assertFalse(player.output().isReal());
    assertEquals(PlayerState.PLAYING, player.state());
    assertTrue(player.positionFrames() > position);
    assertTrue(stage.output().isClosed());
  }

  @Test
  void losesNoFrameBetweenTwoDevices() {
    player.play(FakeSource.counting(PcmSource.ENDLESS));
    stage.pull(MOMENT);
    float last = stage.output().left()[stage.output().heardFrames() - 1];
    stage.output().breakDown();
    stage.pull(MOMENT);

    assertTrue(player.output().isReal());
    assertEquals(last + 0x1p-20f, stage.output().left()[0]);
  }

  @Test
  void pausesWhenAHeadsetIsCarriedAway() {
    stage.sounds.plug(HEADSET);
    choose(HEADSET);
    playSomething();
    stage.sounds.pull(HEADSET);
    stage.pass(Duration.ofSeconds(3));

    assertEquals(PlayerState.PAUSED, player.state());
    verify(listener).pausedByDeviceLoss();
  }

  @Test
  void followsAHeadsetThatIsCarriedAwayWhenTheUserWantsThat() {
    useSettings(OnDeviceLoss.FOLLOW);
    stage.sounds.plug(HEADSET);
    choose(HEADSET);
    playSomething();
    stage.sounds.pull(HEADSET);
    stage.pass(Duration.ofSeconds(3));

    assertEquals(PlayerState.PLAYING, player.state());
    assertEquals("Speakers", player.output().device());
    verify(listener, never()).pausedByDeviceLoss();
  }

  @Test
  void followsTheDefaultDeviceWhereverItGoes() {
    playSomething();
    stage.sounds.plug(HEADSET);
    stage.sounds.move(HEADSET);
    stage.pass(Duration.ofSeconds(11));

    assertEquals(PlayerState.PLAYING, player.state());
    assertEquals("Headset", player.output().device());
    assertEquals(44_100, player.output().sampleRate());
  }

  @Test
  void movesToAChosenDeviceWhilePlaying() {
    stage.sounds.plug(HEADSET);
    playSomething();
    FakeOutput before = stage.output();

    assertTrue(choose(HEADSET));
    assertEquals("Headset", player.output().device());
    assertEquals(before, stage.output());
  }

  @Test
  void staysWhereItIsWhenTheChosenDeviceIsUnknown() {
    playSomething();

    assertFalse(choose(new OutputDevice("Gramophone", "sink_9", false, 78, false)));
    assertEquals("Speakers", player.output().device());
  }

  @Test
  void keepsSayingThatTheWantedDeviceIsNotThereUntilAnotherIsChosen() {
    PlaybackSettings usual = Stage.settings(OnDeviceLoss.PAUSE);
    stage =
        new Stage(
            new PlaybackSettings(
                usual.volume(),
                usual.crossfade(),
                200,
                true,
                OnDeviceLoss.PAUSE,
                Optional.of("Gramophone")));
    player = stage.player;
    playSomething();
    assertEquals(
        new OutputStatus("Speakers", 48_000, true, Optional.of(FakeSoundSystem.NOT_FOUND)),
        player.output());

    choose(SPEAKERS);
    assertEquals(Optional.empty(), player.output().problem());
  }

  @Test
  void aDeviceThatIsChosenInSilenceIsToldAtOnceAndUsedLater() {
    stage.sounds.plug(HEADSET);
    assertTrue(choose(HEADSET));
    assertEquals(HEADSET.name(), player.output().device());

    playSomething();

    assertEquals(HEADSET.name(), player.output().device());
  }

  @Test
  void listsTheDevices() {
    stage.sounds.plug(HEADSET);
    List<OutputDevice> listed = new ArrayList<>();
    player.devices().thenAccept(listed::addAll);
    stage.pass(MOMENT);

    assertEquals(List.of(SPEAKERS, HEADSET), listed);
  }

  private boolean choose(OutputDevice device) {
    List<Boolean> answers = new ArrayList<>();
    player.selectDevice(Optional.of(device.name())).thenAccept(answers::add);
    stage.pass(Duration.ofMillis(1));
    return answers.getFirst();
  }
}
