package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DelayPatternTest {
  private static final int PAD = 99;

  private final DelayPattern pattern = new DelayPattern(3, 2, PAD);
  private final int[][] codes = {{10, 11}, {20, 21}, {30, 31}};

  @Test
  void eachCodebookStartsAndEndsAStepLaterThanTheOneBefore() {
    assertEquals(4, pattern.steps());
    assertTrue(pattern.composes(0, 0));
    assertFalse(pattern.composes(0, 1));
    assertTrue(pattern.composes(3, 2));
    assertFalse(pattern.composes(2, 0));
  }

  @Test
  void aStepReadsTheCodesOfTheStepBefore() {
    assertArrayEquals(new int[] {PAD, PAD, PAD}, inputAt(0));
    assertArrayEquals(new int[] {10, PAD, PAD}, inputAt(1));
    assertArrayEquals(new int[] {11, 20, PAD}, inputAt(2));
    assertArrayEquals(new int[] {PAD, 21, 30}, inputAt(3));
  }

  @Test
  void aFrameIsWholeWhenItsLastCodebookIsComposed() {
    assertEquals(0, pattern.wholeFramesAfter(0));
    assertEquals(0, pattern.wholeFramesAfter(1));
    assertEquals(1, pattern.wholeFramesAfter(2));
    assertEquals(2, pattern.wholeFramesAfter(3));
  }

  private int[] inputAt(int step) {
    int[] input = new int[3];
    pattern.readInput(step, codes, input);
    return input;
  }
}
