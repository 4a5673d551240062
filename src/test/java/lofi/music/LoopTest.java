package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lofi.generation.StemGains;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final LoopRenderer LOOP = new LoopRenderer("rainy night, vinyl crackle", 5, 12);
  private static final float[] LAP = LOOP.render(LOOP.measureGain(), new StemGains());

  private static double bend(float[] lap, int frame) {
    int frames = lap.length / 2;
    float before = lap[2 * Math.floorMod(frame - 1, frames)];
    float here = lap[2 * Math.floorMod(frame, frames)];
    float after = lap[2 * Math.floorMod(frame + 1, frames)];
    return Math.abs(after - 2 * here + before);
  }

  private static double usualBend(float[] lap) {
    double[] bends = new double[lap.length / 2];
    for (int i = 0; i < bends.length; i++) {
      bends[i] = bend(lap, i);
    }
    Arrays.sort(bends);
    return bends[(int) (.999 * bends.length)];
  }

  @Test
  void theSeamIsAsSmoothAsTheRest() {
    double usual = usualBend(LAP);
    for (int frame = -4; frame <= 4; frame++) {
      assertTrue(bend(LAP, frame) <= usual, "at " + frame);
    }
  }

  @Test
  void aLoopThatIsCutShortWouldBeNoticed() {
    float[] cut = Arrays.copyOf(LAP, LAP.length - 2 * 1_000);
    double worst = 0;
    for (int frame = -1; frame <= 1; frame++) {
      worst = Math.max(worst, bend(cut, frame));
    }

    assertTrue(worst > usualBend(cut) || worst > 3 * bend(LAP, 0));
  }

  @Test
  void theLoopHoldsWholeBars() {
    double framesPerBar = 4 * LOOP.plan().timing().framesPerBeat(48_000);
    double bars = LOOP.lengthFrames() / framesPerBar;

    assertEquals(Math.rint(bars), bars, 1.0 / framesPerBar);
  }

  @Test
  void aThirdLapWouldSoundLikeTheSecond() {
    float[] again = LOOP.render(1, new StemGains());
    float[] once = LOOP.render(1, new StemGains());

    assertEquals(Arrays.hashCode(once), Arrays.hashCode(again));
  }
}
