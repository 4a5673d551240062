package lofi.playback;

import static lofi.playback.FakeSource.constant;
import static lofi.playback.FakeSource.counting;
import static lofi.playback.FakeSource.smooth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

final class DeckPlayerTest {
  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final int MINUTE = 60 * Player.SAMPLE_RATE;

  /// A jump of the whole signal would bend it by about 1; a short fade stays far below this.
  private static final float CLICK = 0.01f;

  private final Stage stage = new Stage();
  private final DeckPlayer player = stage.player;
  private final PlayerListener listener = mock(PlayerListener.class);

  @BeforeEach
  void listen() {
    player.addListener(listener);
  }

  @Test
  void aSourceThatPlaysPlaysOnWhenItIsAskedForAgain() {
    FakeSource source = FakeSource.counting(MINUTE);
    player.play(source);
    stage.pull(MOMENT);
    float[] heard =
        stage.heardWhile(() -> {
          player.play(source);
          stage.pull(MOMENT);
        });

    for (int i = 1; i < heard.length; i++) {
      assertEquals(heard[i - 1] + 0x1p-20f, heard[i], 1e-7f);
    }
  }

  @Test
  void tellsWhoeverAsksForWhatPlaysThatItHasBegun() {
    FakeSource source = FakeSource.counting(MINUTE);
    player.play(source);
    stage.pull(MOMENT);
    PlayerListener late = mock(PlayerListener.class);
    player.addListener(late);

    player.play(source);
    stage.pull(MOMENT);

    verify(late).started(source);
  }

  @Test
  void opensTheDeviceOnlyWhenThereIsSomethingToPlay() {
    stage.pull(MOMENT);
    assertEquals(0, stage.sounds.timesAsked());

    player.play(constant(0.8f, 0.8f, MINUTE));
    stage.pull(MOMENT);

    assertEquals(1, stage.sounds.timesAsked());
    assertEquals(PlayerState.PLAYING, player.state());
  }

  @Test
  void playsEveryFrameInOrder() {
    player.play(counting(MINUTE));
    stage.pull(MOMENT);

    float[] heard = stage.output().left();
    for (int i = Deck.SOFT_EDGE_FRAMES; i < heard.length; i++) {
      assertEquals(i * 0x1p-20f, heard[i]);
    }
  }

  @Test
  void beginsWithoutAClick() {
    player.play(constant(0.8f, 0.8f, MINUTE));
    stage.pull(MOMENT);

    assertTrue(Hearing.sharpestBend(stage.output().left()) < CLICK);
  }

  @Test
  void beginsBeforeMuchIsThere() {
    player.play(constant(0.8f, 0.8f, Deck.READY_FRAMES).failingAt(Deck.READY_FRAMES - 1_000));
    stage.pull(MOMENT);

    assertEquals(Deck.READY_FRAMES - 1_000, Hearing.endOf(stage.output().left()));
  }

  @Test
  void givesOneChannelToBothEars() {
    player.play(FakeSource.mono(48_000, 0.25f, MINUTE));
    stage.pull(MOMENT);

    assertEquals(0.25f, stage.output().left()[5_000]);
    assertEquals(0.25f, stage.output().right()[5_000]);
  }

  @Test
  void bringsEveryRateToTheMixers() {
    player.play(FakeSource.mono(32_000, 0.25f, 32_000));
    stage.pull(Duration.ofMillis(1_500));

    assertEquals(48_000, Hearing.endOf(stage.output().left()), 96);
    assertEquals(0.25f, stage.output().left()[24_000], 1e-4);
  }

  @Test
  void tellsTheBeginningAndTheEnd() {
    PcmSource source = constant(0.8f, 0.8f, 10_000);
    player.play(source);
    stage.pull(MOMENT);

    var order = inOrder(listener);
    order.verify(listener).started(source);
    order.verify(listener).ended(source, new Ending.Finished());
    assertEquals(PlayerState.STOPPED, player.state());
  }

  @Test
  void tellsWhyASourceFailedAndPlaysWhatWasRead() {
    PcmSource source = constant(0.8f, 0.8f, MINUTE).failingAt(20_000);
    player.play(source);
    stage.pull(Duration.ofSeconds(1));

    assertEquals(20_000, Hearing.endOf(stage.output().left()));
    verify(listener).ended(ArgumentMatchers.eq(source), ArgumentMatchers.any(Ending.Failed.class));
  }

  @Test
  void fallsSilentOnPauseWithoutAClickAndStaysThere() {
    player.play(smooth(0.8f, MINUTE));
    stage.pull(MOMENT);
    float[] heard =
        stage.heardWhile(() -> {
          player.pause();
          stage.pull(MOMENT);
        });

    assertTrue(Hearing.endOf(heard) <= Mixer.SHORT_FADE_FRAMES);
    assertTrue(Hearing.sharpestBend(stage.output().left()) < CLICK);
    long position = player.positionFrames();
    stage.pull(MOMENT);
    assertEquals(position, player.positionFrames());
    assertEquals(PlayerState.PAUSED, player.state());
  }

  @Test
  void goesOnAfterAPauseWhereItFellSilent() {
    player.play(counting(MINUTE));
    stage.pull(MOMENT);
    player.pause();
    stage.pull(MOMENT);
    long position = player.positionFrames();
    float[] heard =
        stage.heardWhile(() -> {
          player.resume();
          stage.pull(MOMENT);
        });

    int begin = Hearing.beginOf(heard);
    int later = begin + Mixer.SHORT_FADE_FRAMES + 10;
    assertEquals(position, Math.round(heard[later] * 0x1p20f) - (later - begin + 1));
  }

  @Test
  void passesOverNoFrameThatThePauseHides() {
    player.play(counting(MINUTE));
    stage.pull(MOMENT);
    long position = player.positionFrames();
    player.pause();
    stage.pull(MOMENT);

    assertEquals(position + Mixer.SHORT_FADE_FRAMES, player.positionFrames());
  }

  @Test
  void stopsAlsoWhatIsLate() {
    PcmSource source = constant(0.5f, 0.5f, PcmSource.ENDLESS);
    player.play(source);
    stage.pull(MOMENT);
    stage.starve();
    stage.pull(Duration.ofSeconds(9));
    player.stop();
    stage.pull(MOMENT);

    verify(listener).ended(source, new Ending.Stopped());
  }

  @Test
  void letsTheDeviceRestWhilePaused() {
    player.play(smooth(0.8f, MINUTE));
    stage.pull(MOMENT);
    player.pause();
    stage.pull(MOMENT);

    int heard = stage.output().heardFrames();
    stage.pull(Duration.ofSeconds(5));

    assertEquals(heard, stage.output().heardFrames());
    assertTrue(player.loop().isResting());
  }

  @Test
  void closesTheDeviceAfterALongPauseAndOpensItAgain() {
    player.play(counting(MINUTE));
    stage.pull(MOMENT);
    player.pause();
    stage.pull(MOMENT);
    long position = player.positionFrames();
    FakeOutput first = stage.output();
    stage.pull(Duration.ofSeconds(12));
    assertTrue(first.isClosed());

    player.resume();
    stage.pull(MOMENT);

    assertTrue(stage.output() != first);
    assertTrue(player.positionFrames() > position);
    assertEquals(
        (player.positionFrames() - 1) * 0x1p-20f,
        stage.output().left()[stage.output().heardFrames() - 1]);
  }

  @Test
  void stopsWithoutAClickAndLetsGoOfEverything() {
    FakeSource first = smooth(0.8f, MINUTE);
    FakeSource waiting = smooth(0.8f, MINUTE);
    player.play(first);
    player.crossfadeAtEnd(waiting, Duration.ofSeconds(2));
    stage.pull(MOMENT);
    float[] heard =
        stage.heardWhile(() -> {
          player.stop();
          stage.pull(MOMENT);
        });

    assertTrue(Hearing.endOf(heard) <= Mixer.SHORT_FADE_FRAMES);
    assertTrue(Hearing.sharpestBend(stage.output().left()) < CLICK);
    assertEquals(PlayerState.STOPPED, player.state());
    verify(listener).ended(first, new Ending.Stopped());
    verify(listener).ended(waiting, new Ending.Stopped());
    verify(listener, never()).started(waiting);
  }

  @Test
  void isStoppedAtOnceAlsoWhileItFades() {
    player.play(smooth(0.8f, MINUTE));
    stage.pull(MOMENT);
    player.stop();

    assertEquals(PlayerState.STOPPED, player.state());
    assertEquals(0, player.positionFrames());
  }

  @Test
  void stopsAlsoOutOfAPause() {
    PcmSource source = smooth(0.8f, MINUTE);
    player.play(source);
    stage.pull(MOMENT);
    player.pause();
    stage.pull(MOMENT);
    player.stop();
    stage.pull(MOMENT);

    verify(listener).ended(source, new Ending.Stopped());
  }

  @Test
  void turnsTheVolumeWithoutAClick() {
    player.play(smooth(0.8f, MINUTE));
    stage.pull(MOMENT);
    float[] heard =
        stage.heardWhile(() -> {
          player.setVolume(0.5);
          stage.pull(Duration.ofSeconds(1));
        });

    assertEquals(0.4f, Hearing.loudest(Arrays.copyOfRange(heard, 24_000, 48_000)), 1e-3);
    assertTrue(Hearing.sharpestBend(stage.output().left()) < CLICK);
  }

  @Test
  void playsBothChannelsAsOneWhenAsked() {
    PlaybackSettings stereo = Stage.settings(PlaybackSettings.OnDeviceLoss.PAUSE);
    player.reconfigure(
        new PlaybackSettings(
            1, stereo.crossfade(), 200, false, stereo.onDeviceLoss(), stereo.device()));
    player.play(constant(0.8f, 0, MINUTE));
    stage.pull(MOMENT);

    assertEquals(0.4f, stage.output().left()[5_000]);
    assertEquals(0.4f, stage.output().right()[5_000]);
  }

  @Test
  void playsSilenceWhenTheAudioIsLateAndCountsIt() {
    player.play(smooth(0.8f, PcmSource.ENDLESS));
    stage.pull(MOMENT);
    stage.starve();
    stage.pull(Duration.ofSeconds(9));
    assertEquals(1, player.underruns());

    stage.feedAgain();
    stage.pull(MOMENT);

    assertEquals(1, player.underruns());
    assertTrue(Hearing.loudest(stage.heardWhile(() -> stage.pull(MOMENT))) > 0.7f);
    assertTrue(Hearing.sharpestBend(stage.output().left()) < CLICK);
  }

  @Test
  void losesNoFrameWhenTheAudioWasLate() {
    player.play(counting(PcmSource.ENDLESS));
    stage.pull(MOMENT);
    stage.starve();
    stage.pull(Duration.ofSeconds(9));
    stage.feedAgain();
    stage.pull(MOMENT);

    float last = stage.output().left()[stage.output().heardFrames() - 1];
    assertEquals(player.positionFrames() - 1, Math.round(last * 0x1p20f));
  }

  @Test
  void joinsTheNextOneWithoutAGapWhenThereIsNoFade() {
    player.play(constant(0.5f, 0.5f, 100_000));
    player.crossfadeAtEnd(constant(0.25f, 0.25f, MINUTE), Duration.ZERO);
    stage.pull(Duration.ofSeconds(3));

    float[] heard = stage.output().left();
    assertEquals(0.5f, heard[99_999]);
    assertEquals(0.25f, heard[100_000]);
  }

  @Test
  void joinsAtTheFrameThatWasAsked() {
    player.play(constant(0, 0, MINUTE));
    player.crossfadeAt(constant(0.8f, 0.8f, MINUTE), 54_321, Duration.ofSeconds(2));
    stage.pull(Duration.ofSeconds(2));

    assertEquals(54_321 + 1, Hearing.beginOf(stage.output().left()));
  }

  @Test
  void keepsThePowerThroughACrossfade() {
    player.play(constant(0.8f, 0, 5 * Player.SAMPLE_RATE));
    player.crossfadeAtEnd(constant(0, 0.8f, MINUTE), Duration.ofSeconds(2));
    stage.pull(Duration.ofSeconds(6));

    float[] left = stage.output().left();
    float[] right = stage.output().right();
    for (int i = 1_000; i < left.length; i++) {
      assertEquals(0.64, left[i] * left[i] + right[i] * right[i], 1e-4);
    }
    assertEquals(left[4 * 48_000], right[4 * 48_000], 1e-3);
    assertEquals(0, left[5 * 48_000], 1e-4);
  }

  @Test
  void tellsACrossfadeAsTheBeginningOfOneAndTheEndOfTheOther() {
    PcmSource first = smooth(0.5f, MINUTE);
    PcmSource second = smooth(0.5f, MINUTE);
    player.play(first);
    stage.pull(MOMENT);
    player.crossfadeAt(second, 0, Duration.ofSeconds(1));
    stage.pull(Duration.ofSeconds(2));

    var order = inOrder(listener);
    order.verify(listener).started(first);
    order.verify(listener).started(second);
    order.verify(listener).ended(first, new Ending.Replaced());
    order.verifyNoMoreInteractions();
  }

  @Test
  void tellsTheSourceThatFadedOverItsEndAsFinished() {
    PcmSource first = smooth(0.5f, 5 * Player.SAMPLE_RATE);
    player.play(first);
    player.crossfadeAtEnd(smooth(0.5f, MINUTE), Duration.ofSeconds(2));
    stage.pull(Duration.ofSeconds(6));

    verify(listener).ended(first, new Ending.Finished());
  }

  @Test
  void playsOnWhenTheOneThatShouldJoinIsNotReady() {
    player.play(constant(0.5f, 0.5f, 2 * 48_000));
    stage.pull(MOMENT);
    stage.starve();
    player.crossfadeAt(constant(0.8f, 0.8f, MINUTE), 0, Duration.ofSeconds(1));
    stage.pull(Duration.ofSeconds(1));

    float[] heard = stage.output().left();
    assertEquals(0.5f, heard[heard.length - 1]);
    assertEquals(0, player.underruns());
  }

  @Test
  void countsTheSilenceBeforeAnotherThatIsLate() {
    player.play(constant(0.5f, 0.5f, 48_000));
    stage.pull(MOMENT);
    stage.starve();
    player.crossfadeAtEnd(constant(0.8f, 0.8f, MINUTE), Duration.ZERO);
    stage.pull(Duration.ofSeconds(2));
    assertEquals(1, player.underruns());

    stage.feedAgain();
    stage.pull(MOMENT);
    assertEquals(0.8f, stage.output().left()[stage.output().heardFrames() - 1]);
  }

  @Test
  void givesUpAJoinForALaterWish() {
    FakeSource unheard = constant(0.8f, 0.8f, MINUTE);
    player.play(constant(0.5f, 0.5f, MINUTE));
    player.crossfadeAt(unheard, 48_000, Duration.ZERO);
    player.crossfadeAt(constant(0.25f, 0.25f, MINUTE), 48_000, Duration.ZERO);
    stage.pull(Duration.ofSeconds(2));

    assertEquals(0.25f, stage.output().left()[60_000]);
    verify(listener).ended(unheard, new Ending.Replaced());
    verify(listener, never()).started(unheard);
  }

  @Test
  void skipsInTheMiddleOfACrossfadeWithoutAClick() {
    player.play(smooth(0.5f, MINUTE));
    stage.pull(MOMENT);
    player.crossfadeAt(smooth(0.5f, MINUTE), 0, Duration.ofSeconds(2));
    stage.pull(Duration.ofSeconds(1));
    player.crossfadeAt(smooth(0.5f, MINUTE), 0, Duration.ofSeconds(2));
    stage.pull(Duration.ofSeconds(1));
    player.play(smooth(0.5f, MINUTE));
    stage.pull(Duration.ofSeconds(1));

    assertTrue(Hearing.sharpestBend(stage.output().left()) < CLICK);
    assertEquals(0.5f, Hearing.loudest(stage.heardWhile(() -> stage.pull(MOMENT))), 1e-3);
  }

  @Test
  void replacesWhatIsPausedWithoutLettingItSoundAgain() {
    PcmSource paused = constant(0.8f, 0.8f, MINUTE);
    player.play(paused);
    stage.pull(MOMENT);
    player.pause();
    stage.pull(MOMENT);
    float[] heard =
        stage.heardWhile(() -> {
          player.play(constant(0.5f, 0.5f, MINUTE));
          stage.pull(MOMENT);
        });

    assertTrue(Hearing.loudest(heard) <= 0.5f);
    assertEquals(PlayerState.PLAYING, player.state());
    verify(listener).ended(paused, new Ending.Replaced());
  }

  @Test
  void startsAJoinAtOnceWhenNothingPlays() {
    PcmSource source = smooth(0.8f, MINUTE);
    player.crossfadeAt(source, 1_000_000, Duration.ofSeconds(2));
    stage.pull(MOMENT);

    verify(listener).started(source);
  }

  @Test
  void tellsNothingOfWhatDidNotHappen() {
    player.pause();
    player.resume();
    player.stop();
    stage.pull(MOMENT);

    assertEquals(PlayerState.STOPPED, player.state());
    verifyNoMoreInteractions(listener);
  }

  /// Whoever hears that the music ended would go on with the next.
  @Test
  void tellsNobodyThatTheMusicEndsWithThePlayer() {
    player.play(smooth(0.8f, MINUTE));
    stage.pull(MOMENT);

    player.close();
    stage.pull(MOMENT);

    verify(listener, never()).ended(any(), any());
  }

  @Test
  void closesEachSourceItWasGiven() {
    List<FakeSource> sources =
        List.of(smooth(0.8f, 1_000), smooth(0.8f, MINUTE), smooth(0.8f, MINUTE));
    var threads = new FeedingThreads();
    try (var real = threads.player(stage.sounds)) {
      sources.forEach(real::play);
    }
    threads.join();

    sources.forEach(source -> assertEquals(1, source.timesClosed()));
  }
}
