package lofi.playback.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DitherTest {
  private static final int SAMPLES = 1 << 16;

  @Test
  void leavesSilenceSilent() {
    for (int value : dithered(0f)) {
      assertEquals(0, value);
    }
  }

  @Test
  void keepsWhatIsSmallerThanAStepOnAverage() {
    double average = Arrays.stream(dithered(0.25f / 32_767)).average().orElseThrow();

    assertEquals(0.25, average, 0.02);
  }

  @Test
  void strikesNoMoreThanOneStepAway() {
    for (int value : dithered(1_000f / 32_767)) {
      assertTrue(Math.abs(value - 1_000) <= 1, () -> "1000 became " + value);
    }
  }

  @Test
  void stopsAtTheLoudestSteps() {
    assertEquals(Short.MAX_VALUE, Arrays.stream(dithered(3f)).max().orElseThrow());
    assertEquals(Short.MIN_VALUE, Arrays.stream(dithered(-3f)).min().orElseThrow());
  }

  private static int[] dithered(float sample) {
    var floats = new float[SAMPLES];
    Arrays.fill(floats, sample);
    var bytes = new byte[2 * SAMPLES];
    new Dither().toBytes(floats, SAMPLES, bytes);
    var values = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
    }
    return values;
  }
}
