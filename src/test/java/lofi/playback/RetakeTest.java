package lofi.playback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lofi.audio.LiveSource;
import lofi.playback.PlaybackSettings.OnDeviceLoss;
import org.junit.jupiter.api.Test;

/// A live source is heard as it is now, not as it was when it was read ahead.
class RetakeTest {
  private static final Duration A_WHILE = Duration.ofMillis(600);

  private final Stage stage = new Stage(Stage.settings(OnDeviceLoss.PAUSE));
  private final Fader fader = new Fader();

  /// What the user moves.
  private static final class Fader {
    final List<Long> retakes = new ArrayList<>();
    float gain = .25f;
    int revision;
    int framesRead;
    int closed;
    boolean isBroken;

    void moveTo(float wanted) {
      gain = wanted;
      revision++;
    }
  }

  /// A slow ramp over the frames, times the fader; so both show in the sound.
  private static final class Ramp implements LiveSource {
    private final Fader fader;
    private long frame;

    Ramp(Fader fader, long frame) {
      this.fader = fader;
      this.frame = frame;
    }

    static float at(long frame) {
      return .5f + .25f * (frame % 480_000) / 480_000;
    }

    @Override
    public int revision() {
      return fader.revision;
    }

    @Override
    public LiveSource changedFrom(long from) {
      fader.retakes.add(from);
      return new Ramp(fader, from);
    }

    @Override
    public int sampleRate() {
      return Player.SAMPLE_RATE;
    }

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public long lengthFrames() {
      return ENDLESS;
    }

    @Override
    public int read(float[] interleaved, int frames) {
      if (fader.isBroken) {
        throw new IllegalStateException("It cannot be read");
      }
      fader.framesRead += frames;
      for (int i = 0; i < frames; i++) {
        float sample = at(frame++) * fader.gain;
        interleaved[2 * i] = sample;
        interleaved[2 * i + 1] = sample;
      }
      return frames;
    }

    @Override
    public void close() {
      fader.closed++;
    }
  }

  private void play() {
    stage.player.play(new Ramp(fader, 0));
    stage.pull(Duration.ofSeconds(1));
  }

  private float[] heardFor(Duration time) {
    return stage.heardWhile(() -> stage.pull(time));
  }

  @Test
  void aChangeIsHeardLongBeforeWhatWasReadAheadIsOver() {
    play();
    fader.moveTo(1);
    stage.feed();
    stage.retake();

    float[] heard = heardFor(A_WHILE);

    int position = stage.output().heardFrames() - 1;
    assertEquals(Ramp.at(position), heard[heard.length - 1], .01f);
  }

  @Test
  void theMusicGoesOnWithoutASampleTooFewOrTooMany() {
    play();
    int start = stage.output().heardFrames();
    fader.moveTo(1);
    stage.feed();
    stage.retake();
    stage.pull(Duration.ofSeconds(20));

    float[] heard = stage.output().left();
    float[] expected = new float[heard.length - start - 24_000];
    float[] late = new float[expected.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Ramp.at(start + 24_000 + i);
      late[i] = heard[start + 24_000 + i];
    }
    assertArrayEquals(expected, late, 1e-4f);
    assertEquals(0, stage.player.underruns());
  }

  @Test
  void nothingClicksWhenAFaderIsMoved() {
    play();
    fader.moveTo(1);
    stage.feed();
    stage.retake();

    float[] heard = heardFor(A_WHILE);

    for (int i = 1; i < heard.length; i++) {
      assertTrue(Math.abs(heard[i] - heard[i - 1]) < .005f, "a step at frame " + i);
    }
  }

  @Test
  void theOldSoundPlaysOnWhileTheNewOneIsMade() {
    play();
    fader.moveTo(1);
    stage.feed();

    float[] heard = heardFor(A_WHILE);

    assertTrue(heard[heard.length - 1] < .2f);
    assertEquals(0, stage.player.underruns());
  }

  @Test
  void whatIsMovedMeanwhileIsMadeNext() {
    play();
    fader.moveTo(1);
    stage.feed();
    fader.moveTo(.5f);
    stage.feed();
    assertEquals(0, fader.retakes.size());
    stage.retake();
    stage.feed();
    stage.retake();
    stage.pull(A_WHILE);

    assertEquals(2, fader.retakes.size());
    assertTrue(fader.retakes.getFirst() <= fader.retakes.getLast());
  }

  @Test
  void whoeverMakesItAnewLeavesOutWhatWasPlayedMeanwhile() {
    play();
    fader.moveTo(1);
    stage.feed();
    stage.pull(Duration.ofSeconds(3));
    int before = fader.framesRead;

    stage.retake();

    assertTrue(fader.framesRead - before >= 3 * Player.SAMPLE_RATE, "left out by the worker");
  }

  @Test
  void whatCannotBeReadIsClosedAndTheOldSoundPlaysOn() {
    play();
    fader.moveTo(1);
    stage.feed();
    stage.pull(Duration.ofSeconds(1));
    fader.isBroken = true;
    stage.retake();
    fader.isBroken = false;

    float[] heard = heardFor(A_WHILE);

    assertEquals(1, fader.closed);
    assertTrue(heard[heard.length - 1] < .2f);
  }

  @Test
  void withoutAChangeNothingIsMadeAnew() {
    play();
    stage.pull(Duration.ofSeconds(10));
    stage.retake();

    assertEquals(List.of(), fader.retakes);
  }
}
