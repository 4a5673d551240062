package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;
import org.junit.jupiter.api.Test;

class TokenDrawerTest {
  private final TensorFile golden = TinyModel.golden("warpers");

  @Test
  void probabilitiesAreThoseOfTheReference() {
    for (String size : List.of("small", "large")) {
      for (String temperature : List.of("0.7", "1.0", "1.3")) {
        for (int topK : new int[] {1, 50, 250}) {
          assertProbabilities(size, temperature, topK);
        }
      }
    }
  }

  private void assertProbabilities(String size, String temperature, int topK) {
    float[] logits = golden.values(size + ".logits");
    int count = golden.shape(size + ".logits")[1];
    float[] expected = golden.values("%s.probs.t%s.k%d".formatted(size, temperature, topK));
    TokenDrawer drawer = TokenDrawer.seeded(Double.parseDouble(temperature), topK, 0);
    for (int from = 0; from < logits.length; from += count) {
      double[] actual = drawer.probabilities(logits, from, count);
      double[] row = IntStream.range(from, from + count).mapToDouble(i -> expected[i]).toArray();
      assertArrayEquals(row, actual, 1e-6, size + " at " + temperature + ", top " + topK);
    }
  }

  @Test
  void drawsAsOftenAsTheProbabilitySays() {
    float[] logits = {0, (float) Math.log(2), (float) Math.log(5)};
    TokenDrawer drawer = TokenDrawer.seeded(1, 3, 7);
    int[] counts = new int[3];
    for (int i = 0; i < 8_000; i++) {
      counts[drawer.drawToken(logits, 0, 3)]++;
    }
    assertEquals(1_000, counts[0], 150);
    assertEquals(2_000, counts[1], 200);
    assertEquals(5_000, counts[2], 250);
  }

  @Test
  void aSeedDrawsTheSameTokensAgain() {
    assertArrayEquals(drawn(42), drawn(42));
    assertNotEquals(Arrays.hashCode(drawn(42)), Arrays.hashCode(drawn(43)));
  }

  @Test
  void greedyTakesTheLikeliestOfItsPart() {
    assertEquals(1, TokenDrawer.greedy().drawToken(new float[] {9, 1, 3, 2}, 1, 3));
  }

  @Test
  void neverDrawsBelowTheTopK() {
    TokenDrawer drawer = TokenDrawer.seeded(5, 2, 1);
    float[] logits = {1, 4, 2, 3};
    for (int i = 0; i < 200; i++) {
      int token = drawer.drawToken(logits, 0, 4);
      assertTrue(token == 1 || token == 3);
    }
  }

  @Test
  void refusesATemperatureOfZero() {
    assertThrows(IllegalArgumentException.class, () -> TokenDrawer.seeded(0, 250, 1));
  }

  private int[] drawn(long seed) {
    float[] logits = golden.values("large.logits");
    TokenDrawer drawer = TokenDrawer.seeded(1, 250, seed);
    return IntStream.range(0, 50).map(_ -> drawer.drawToken(logits, 0, 2_048)).toArray();
  }
}
