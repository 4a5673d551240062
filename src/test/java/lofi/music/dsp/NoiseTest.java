package lofi.music.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int FRAMES = 100_000;

  @Test
  void twoNoisesFromOneHashAreAsLoudAsOneAndHaveNothingInCommon() {
    float[] one = new float[FRAMES];
    float[] other = new float[FRAMES];
    Noise.fillTwo(one, other, FRAMES, 1, 0);

    assertEquals(1. / 3, correlation(one, one, 0), .005);
    assertEquals(1. / 3, correlation(other, other, 0), .005);
    for (int lag = -2; lag <= 2; lag++) {
      assertEquals(0, correlation(one, other, lag), .005, "lag " + lag);
    }
  }

  @Test
  void noiseHasNoMemory() {
    float[] noise = new float[FRAMES];
    Noise.fill(noise, FRAMES, 1, 0);

    for (int lag = 1; lag <= 4; lag++) {
      assertEquals(0, correlation(noise, noise, lag), .005, "lag " + lag);
    }
  }

  private static double correlation(float[] one, float[] other, int lag) {
    double sum = 0;
    for (int i = 4; i < FRAMES - 4; i++) {
      sum += one[i] * other[i + lag];
    }
    return sum / FRAMES;
  }
}
