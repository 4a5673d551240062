package lofi.music.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lofi.music.dsp.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tape sways as it says: a tone of 3,150 Hz goes through it, and its frequency is read from
/// its phase, as a wow and flutter meter does.
class TapeTest {
  private static final double TONE_HZ = 3_150;
  private static final int SECONDS = 20;

  /// Phase is read once in so many frames, 400 times a second.
  private static final int LOOK = 120;

  /// By how many cents the tone is bent, look by look.
  private static double[] bentCents(Tape tape) {
    int frames = SECONDS * Rate.HZ / Rate.BLOCK * Rate.BLOCK;
    double[] cos = new double[frames / LOOK];
    double[] sin = new double[frames / LOOK];
    var block = new StereoBlock();
    for (int start = 0; start < frames; start += Rate.BLOCK) {
      block.sounds();
      for (int i = 0; i < Rate.BLOCK; i++) {
        block.left[i] = (float) Math.sin(2 * Math.PI * TONE_HZ * (start + i) / Rate.HZ);
        block.right[i] = block.left[i];
      }
      tape.apply(block);
      for (int i = 0; i < Rate.BLOCK; i++) {
        int look = Math.min(cos.length - 1, (start + i) / LOOK);
        double angle = 2 * Math.PI * TONE_HZ * (start + i) / Rate.HZ;
        cos[look] += block.left[i] * Math.sin(angle);
        sin[look] += block.left[i] * Math.cos(angle);
      }
    }
    return cents(cos, sin);
  }

  private static double[] cents(double[] cos, double[] sin) {
    double[] cents = new double[cos.length - 1];
    for (int i = 0; i < cents.length; i++) {
      double turned = Math.atan2(sin[i + 1], cos[i + 1]) - Math.atan2(sin[i], cos[i]);
      double nearest = Math.IEEEremainder(turned, 2 * Math.PI);
      double hertz = TONE_HZ + nearest / (2 * Math.PI) * Rate.HZ / LOOK;
      cents[i] = 1200 * Math.log(hertz / TONE_HZ) / Math.log(2);
    }
    return java.util.Arrays.copyOfRange(cents, 20, cents.length);
  }

  /// The sway between two rates that is strongest, as its rate and its depth.
  private static double[] strongest(double[] cents, double slowest, double fastest) {
    double bestHz = 0;
    double bestDepth = 0;
    for (double hertz = slowest; hertz <= fastest; hertz += .01) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < cents.length; i++) {
        double angle = 2 * Math.PI * hertz * i * LOOK / Rate.HZ;
        re += cents[i] * Math.cos(angle);
        im += cents[i] * Math.sin(angle);
      }
      double depth = 2 * Math.hypot(re, im) / cents.length;
      if (depth > bestDepth) {
        bestDepth = depth;
        bestHz = hertz;
      }
    }
    return new double[] {bestHz, bestDepth};
  }

  @ParameterizedTest
  @CsvSource({".4, 12, 5, .6", ".8, 8, 7, 1.2", "1.2, 5, 10, 1.8"})
  void wowAndFlutterHaveTheDeclaredRateAndDepth(
      double wowHz, double wowCents, double flutterHz, double flutterCents) {
    double[] cents = bentCents(new Tape(wowHz, wowCents, flutterHz, flutterCents));
    double[] wow = strongest(cents, .2, 2);
    double[] flutter = strongest(cents, 4, 12);

    assertEquals(wowHz, wow[0], .15 * wowHz);
    assertEquals(wowCents, wow[1], .15 * wowCents);
    assertEquals(flutterHz, flutter[0], .15 * flutterHz);
    assertEquals(flutterCents, flutter[1], .15 * flutterCents);
  }

  @Test
  void aTapeThatSwaysAFifthTooFarWouldBeNoticed() {
    double[] wow = strongest(bentCents(new Tape(.8, 9.6, 7, 1.2)), .2, 2);

    assertTrue(Math.abs(wow[1] - 8) > .15 * 8);
  }
}
