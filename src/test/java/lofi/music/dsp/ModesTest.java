package lofi.music.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ModesTest {
  private static final double[] HERTZ = {110, 220, 331, 440, 552, 663};
  private static final double[] SECONDS = {.02, 2, .5, 4, .1, 1};

  @Test
  void everyModeRingsAtItsOwnPitchAndPaceWhateverComesFirst() {
    float[] heard = ring(HERTZ.length, false);

    assertEquals(0, distance(heard, ring(HERTZ.length, true)), 1e-5);
    for (int i = 0; i < heard.length; i++) {
      assertEquals(formula(i), heard[i], 1e-3, "sample " + i);
    }
  }

  @Test
  void aModeThatWouldBeLostInSixteenBitsIsLeftOut() {
    var modes = new Modes();
    modes.strike(440, 1e-5, 2, 1);
    float[] block = new float[Rate.BLOCK];
    modes.addTo(block, Rate.BLOCK);

    assertEquals(0, distance(block, new float[Rate.BLOCK]), 0);
  }

  @Test
  void aModeThatIsMissingIsHeard() {
    assertTrue(distance(ring(HERTZ.length, false), ring(HERTZ.length - 1, false)) > .05);
  }

  private static float[] ring(int count, boolean backwards) {
    var modes = new Modes();
    for (int i = 0; i < count; i++) {
      int m = backwards ? count - 1 - i : i;
      modes.strike(HERTZ[m], .1, SECONDS[m], 0);
    }
    float[] heard = new float[40 * Rate.BLOCK];
    float[] block = new float[Rate.BLOCK];
    for (int at = 0; at < heard.length; at += Rate.BLOCK) {
      Silence.fill(block, Rate.BLOCK);
      modes.addTo(block, Rate.BLOCK);
      System.arraycopy(block, 0, heard, at, Rate.BLOCK);
    }
    return heard;
  }

  private static double formula(int frame) {
    double sum = 0;
    for (int m = 0; m < HERTZ.length; m++) {
      double seconds = (double) frame / Rate.HZ;
      double fallen = Math.pow(10, -3 * seconds / SECONDS[m]);
      sum += .1 * fallen * Math.sin(2 * Math.PI * HERTZ[m] * seconds);
    }
    return sum;
  }

  private static double distance(float[] one, float[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }
}
