package lofi.music.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SprinkleTest {
  private static final int SECONDS = 600;

  @Test
  void asManyMomentsHappenAsWereAskedFor() {
    for (double perSecond : new double[] {.25, 12, 90}) {
      Heard heard = listen(perSecond);

      double expected = perSecond * SECONDS;
      assertEquals(expected, heard.count, 4 * Math.sqrt(expected), perSecond + " a second");
    }
  }

  @Test
  void everyStrengthAndEveryPlaceIsAsLikely() {
    Heard heard = listen(90);

    assertEquals(.5, heard.strengths / heard.count, .01);
    assertEquals(.5, heard.places / heard.count, .01);
  }

  @Test
  void aBlockIsTheSameWhateverCameBefore() {
    float[] later = new float[Rate.BLOCK];
    var sprinkle = new Sprinkle(3, 400);
    sprinkle.fill(later, 0);
    sprinkle.fill(later, 7 * Rate.BLOCK);
    float[] alone = new float[Rate.BLOCK];
    new Sprinkle(3, 400).fill(alone, 7 * Rate.BLOCK);

    assertArrayEquals(alone, later);
  }

  private record Heard(int count, double strengths, double places) {}

  private static Heard listen(double perSecond) {
    var sprinkle = new Sprinkle(5, perSecond);
    float[] block = new float[Rate.BLOCK];
    int count = 0;
    double strengths = 0;
    double places = 0;
    for (int start = 0; start < SECONDS * Rate.HZ; start += Rate.BLOCK) {
      boolean happens = sprinkle.fill(block, start);
      int before = count;
      for (int i = 0; i < Rate.BLOCK; i++) {
        if (block[i] > 0) {
          count++;
          strengths += block[i];
          places += (i + .5) / Rate.BLOCK;
        }
      }
      assertEquals(count > before, happens);
    }
    return new Heard(count, strengths, places);
  }
}
