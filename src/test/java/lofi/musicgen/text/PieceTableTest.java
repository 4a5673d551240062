package lofi.musicgen.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PieceTableTest {
  private final PieceTable table = new PieceTable();

  @Test
  void findsEveryPieceOfAVocabularyThatIsLargerThanUsual() {
    int count = 100_000;
    for (int id = 0; id < count; id++) {
      add("▁piece" + id);
    }

    assertEquals(count, table.count());
    for (int id = 0; id < count; id++) {
      assertEquals(id, id("▁piece" + id));
    }
  }

  @Test
  void findsNothingElse() {
    add("rain");
    add("");

    assertEquals(-1, id("rai"));
    assertEquals(-1, id("rainy"));
    assertEquals(1, id(""));
  }

  @Test
  void findsTheFirstOfTwoThatAreAlike() {
    add("rain");
    add("lofi");
    add("rain");

    assertEquals(0, id("rain"));
    assertEquals(3, table.count());
  }

  /// "Aa" and "BB" have the same sum of bytes times powers of 31.
  @Test
  void tellsPiecesWithTheSameHashApart() {
    add("Aa");
    add("BB");

    assertEquals(0, id("Aa"));
    assertEquals(1, id("BB"));
    assertEquals(-1, id("C#"));
  }

  @Test
  void knowsTheBytesOfTheLongest() {
    add("▁");
    add("no");

    assertEquals(3, table.longest());
  }

  private void add(String piece) {
    byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
    byte[] among = ("<" + piece + ">").getBytes(StandardCharsets.UTF_8);
    table.accept(among, 1, 1 + utf8.length);
  }

  private int id(String piece) {
    byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
    int hash = 0;
    for (byte b : utf8) {
      hash = PieceTable.hash(hash, b);
    }
    return table.id(utf8, 0, utf8.length, hash);
  }
}
