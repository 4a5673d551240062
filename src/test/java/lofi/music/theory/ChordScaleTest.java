package lofi.music.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChordScaleTest {
  private static final int C = 0;
  private static final int D = 2;
  private static final int E = 4;
  private static final int F = 5;
  private static final int G = 7;
  private static final int B = 11;

  private static ChordScale inCMajor(int root, Quality quality) {
    return ChordScale.of(new Chord(root, quality), C, Mode.MAJOR);
  }

  @Test
  void everyScaleHoldsItsChord() {
    for (Quality quality : Quality.values()) {
      for (Mode mode : Mode.values()) {
        for (int key = 0; key < 12; key++) {
          ChordScale scale = ChordScale.of(new Chord(D, quality), key, mode);
          for (int tone : quality.tones()) {
            assertTrue(scale.contains(D + tone), quality.symbol() + " " + tone);
          }
        }
      }
    }
  }

  @Test
  void theKeyDecidesWhereTheChordLeavesAChoice() {
    assertEquals(List.of(0, 2, 4, 5, 7, 9, 11), inCMajor(C, Quality.MAJOR_9).steps());
    assertTrue(inCMajor(F, Quality.MAJOR_9).contains(B), "F major over the key of C is lydian");
    assertTrue(inCMajor(D, Quality.MINOR_9).contains(B), "D minor is dorian");
    assertFalse(inCMajor(E, Quality.MINOR_9).contains(E + 9), "E minor is not");
  }

  @Test
  void aDominantBringsItsOwnTensions() {
    assertTrue(inCMajor(G, Quality.FLAT_9).contains(G + 1));
    assertFalse(inCMajor(G, Quality.FLAT_9).contains(G + 2));
    assertTrue(inCMajor(G, Quality.SHARP_11).contains(G + 6));
    assertFalse(inCMajor(G, Quality.DOMINANT_13).contains(G + 6));
  }

  @Test
  void aDegreeIsTheChordsOwn() {
    assertEquals(4, Quality.MAJOR_9.degree(3));
    assertEquals(3, Quality.MINOR_9.degree(3));
    assertEquals(6, Quality.HALF_DIMINISHED.degree(5));
    assertEquals(14, Quality.MINOR_9.degree(9));
    assertEquals(9, Quality.SIX_NINE.degree(13));
    assertEquals(-1, Quality.MINOR_7.degree(9));
  }
}
