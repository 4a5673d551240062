package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelGuardTest {
  private static final int RATE = 32_000;

  private final LevelGuard guard = new LevelGuard(RATE);

  @Test
  void twoSecondsBelowMinus60DecibelsAreNoMusic() {
    guard.hear(constant(0.5f, RATE));
    guard.hear(constant(0.0005f, RATE));
    assertThrows(NoMusicException.class, () -> guard.hear(constant(0.0005f, RATE)));
  }

  @Test
  void aShortRestIsMusic() {
    for (int i = 0; i < 5; i++) {
      guard.hear(constant(0, RATE * 19 / 10));
      guard.hear(constant(0.1f, RATE / 5));
    }
  }

  @Test
  void quietMusicIsMusic() {
    assertDoesNotThrow(() -> guard.hear(constant(0.002f, 10 * RATE)));
  }

  @Test
  void whatIsNoNumberIsNoMusic() {
    float[] broken = constant(0.1f, RATE);
    broken[5] = Float.NaN;
    assertThrows(NoMusicException.class, () -> guard.hear(broken));
  }

  private static float[] constant(float value, int length) {
    float[] samples = new float[length];
    Arrays.fill(samples, value);
    return samples;
  }
}
