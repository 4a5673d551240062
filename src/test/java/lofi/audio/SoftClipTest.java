package lofi.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SoftClipTest {
  @Test
  void leavesOrdinarySamplesAlone() {
    for (float sample = -0.9f; sample <= 0.9f; sample += 0.01f) {
      assertEquals(sample, clipped(sample));
    }
  }

  @Test
  void keepsEverythingBelowOneAndInOrder() {
    float before = -2;
    for (float sample = -3; sample <= 3; sample += 0.01f) {
      float clipped = clipped(sample);
      assertTrue(Math.abs(clipped) < 1);
      assertTrue(clipped > before);
      before = clipped;
    }
  }

  private static float clipped(float sample) {
    float[] samples = {sample};
    SoftClip.apply(samples, 1);
    return samples[0];
  }
}
