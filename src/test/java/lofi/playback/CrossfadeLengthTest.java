package lofi.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import lofi.audio.PcmSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossfadeLengthTest {
  @ParameterizedTest
  @CsvSource({
    "30, 30, 2.0",
    "4, 30, 2.0",
    "3.9, 30, 0.975",
    "30, 3, 0.75",
    "2, 30, 0.5",
    "1.99, 30, 0",
    "30, 1, 0",
  })
  void isCutToWhatBothPiecesBear(double outgoing, double incoming, double expected) {
    int frames =
        CrossfadeLength.frames(Duration.ofSeconds(2), framesOf(outgoing), framesOf(incoming));

    assertEquals(framesOf(expected), frames);
  }

  @ParameterizedTest
  @CsvSource({"0", "1500", "60000"})
  void isWhatWasWishedBetweenPiecesWithoutAnEnd(int millis) {
    int frames =
        CrossfadeLength.frames(Duration.ofMillis(millis), PcmSource.ENDLESS, PcmSource.ENDLESS);

    assertEquals(48 * millis, frames);
  }

  private static long framesOf(double seconds) {
    return Math.round(seconds * Player.SAMPLE_RATE);
  }
}
