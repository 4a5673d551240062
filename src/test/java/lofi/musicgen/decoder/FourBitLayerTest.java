package lofi.musicgen.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lofi.musicgen.TestJava;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourBitLayerTest {
  private final FourBitSums sums = new FourBitSums();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void givesWhatPlainArithmeticGives(int rows) {
    assertArrayEquals(sums.plainly(rows), sums.layers(rows));
  }

  /// A width that this machine's vectors lack is made of smaller ones, slowly.
  @ParameterizedTest
  @ValueSource(strings = {"128", "256", "512"})
  void givesTheSameWithVectorsOfAnyWidth(String bits) throws IOException {
    Process other = TestJava.start(FourBitSums.class.getName(), bits);
    List<String> printed;
    try (var lines = other.inputReader()) {
      printed = lines.lines().toList();
    }

    assertEquals(plainly(1, 2), printed);
  }

  private List<String> plainly(Integer... counts) {
    return Stream.of(counts)
        .map(sums::plainly)
        .flatMap(y -> IntStream.range(0, y.length).mapToObj(i -> String.valueOf(y[i])))
        .toList();
  }
}
