package lofi.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FadeTest {
  private static final int LENGTH = 1_000;

  private final QuarterSine curve = new QuarterSine();

  @Test
  void keepsThePowerOfTwoThatCross() {
    Fade leaving = new Fade(curve, true);
    Fade entering = new Fade(curve, false);
    leaving.out(LENGTH);
    entering.in(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      float out = leaving.next();
      float in = entering.next();
      assertEquals(1, out * out + in * in, 1e-5);
    }
    assertTrue(leaving.isClosed());
    assertTrue(entering.isOpen());
  }

  @Test
  void turnsRoundWithoutAJump() {
    Fade fade = new Fade(curve, false);
    fade.in(LENGTH);
    float before = 0;
    for (int i = 0; i < LENGTH / 3; i++) {
      before = fade.next();
    }
    fade.out(LENGTH);

    assertEquals(before, fade.next(), 2.0 / LENGTH);
    assertEquals(LENGTH / 3f, fade.framesLeft(), 2f);
  }

  @Test
  void isOverAtOnceWhenItLastsNothing() {
    Fade fade = new Fade(curve, false);
    fade.in(0);

    assertTrue(fade.isOpen());
    assertEquals(1f, fade.next());
  }

  @Test
  void leavesSamplesAloneWhenOpen() {
    float[] samples = {0.1f, 0.2f, 0.3f, 0.4f};
    new Fade(curve, true).apply(samples, 0, 2);

    assertEquals(0.4f, samples[3]);
  }

  @Test
  void silencesWhenClosed() {
    float[] samples = {0.1f, 0.2f, 0.3f, 0.4f};
    new Fade(curve, false).apply(samples, 1, 1);

    assertEquals(0.2f, samples[1]);
    assertEquals(0f, samples[2]);
  }

  @Test
  void aRampNeverMovesFasterThanItWasTold() {
    GainRamp ramp = new GainRamp(0, LENGTH);
    ramp.moveTo(1);
    float[] ones = new float[2 * 2 * LENGTH];
    Arrays.fill(ones, 1);
    ramp.apply(ones, 2 * LENGTH);

    for (int i = 1; i < 2 * LENGTH; i++) {
      assertTrue(ones[2 * i] - ones[2 * i - 2] <= 1.001f / LENGTH);
    }
    assertEquals(1f, ones[2 * LENGTH + 20]);
  }
}
