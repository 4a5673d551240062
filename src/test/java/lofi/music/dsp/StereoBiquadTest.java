package lofi.music.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class StereoBiquadTest {
  private static final int FRAMES = 3 * Rate.BLOCK;

  @Test
  void givesBothChannelsWhatAFilterOfTheirOwnWouldGive() {
    float[] left = noise(1);
    float[] right = noise(2);
    float[] expectedLeft = left.clone();
    float[] expectedRight = right.clone();
    Biquad.peak(800, .7, 6).apply(expectedLeft, FRAMES);
    Biquad.peak(800, .7, 6).apply(expectedRight, FRAMES);

    new StereoBiquad(Biquad.peak(800, .7, 6)).apply(left, right, FRAMES);

    assertArrayEquals(expectedLeft, left);
    assertArrayEquals(expectedRight, right);
  }

  private static float[] noise(int seed) {
    float[] block = new float[FRAMES];
    Noise.fill(block, FRAMES, seed, 0);
    return block;
  }
}
