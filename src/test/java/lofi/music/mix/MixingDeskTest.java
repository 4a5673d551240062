package lofi.music.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.music.dsp.Rate;
import org.junit.jupiter.api.Test;

class MixingDeskTest {
  private final StemGains gains = new StemGains();
  private final Fader fader = new Fader(gains, Stem.KEYS);
  private final MixingDesk desk = new MixingDesk();

  @Test
  void busesAddUpAndTheRoomHearsItsShare() {
    desk.mix(bus(.5f, .25f), fader, .4f);
    desk.mix(bus(.1f, .1f), fader, 0);

    assertEquals(.6f, desk.sum.left[9], 1e-6);
    assertEquals(.35f, desk.sum.right[9], 1e-6);
    assertEquals(.15f, desk.send[9], 1e-6);
  }

  @Test
  void aFaderSlidesWhereverItIsHeard() {
    fader.move();
    gains.set(Stem.KEYS, 0);
    fader.move();
    desk.mix(bus(1, 1), fader, 1);

    assertEquals(1, desk.sum.left[0], 1e-5);
    assertEquals(.5, desk.sum.right[Rate.BLOCK / 2], 1e-5);
    assertEquals(.5, desk.send[Rate.BLOCK / 2], 1e-5);
    assertEquals(1f / Rate.BLOCK, desk.sum.left[Rate.BLOCK - 1], 1e-5);
  }

  @Test
  void aDuckedBusFollowsItsGain() {
    float[] gain = new float[Rate.BLOCK];
    gain[3] = .5f;
    desk.mix(bus(1, 1), fader, 0, gain);

    assertEquals(.5f, desk.sum.left[3]);
    assertEquals(0, desk.sum.left[4]);
  }

  @Test
  void nothingIsLeftAfterClearing() {
    desk.mix(bus(1, 1), fader, 1);
    desk.clear();

    assertEquals(0, desk.sum.left[3]);
    assertEquals(0, desk.send[3]);
  }

  private static StereoBlock bus(float left, float right) {
    var bus = new StereoBlock();
    Arrays.fill(bus.left, left);
    Arrays.fill(bus.right, right);
    bus.sounds();
    return bus;
  }
}
