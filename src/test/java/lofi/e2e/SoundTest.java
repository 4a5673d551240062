package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The ears of the end-to-end tests.
class SoundTest {
  private static final int LAG = 700;

  private final float[] sweep = sweep(60_000);
  private final Sound composed = new Sound(sweep);

  @Test
  void measuresPower() {
    assertEquals(0.1 / Math.sqrt(2), composed.rms(), 0.001);
  }

  @Test
  void findsAGap() {
    Arrays.fill(sweep, 20_000, 20_960, 0f);

    assertEquals(10, composed.longestGapMillis(), 0.1);
  }

  @Test
  void findsWhereSoundBeginsAndEnds() {
    Arrays.fill(sweep, 0, 10_000, 0f);
    Arrays.fill(sweep, 80_000, sweep.length, 0f);

    assertEquals(5_000, composed.firstAudibleFrame(), 20);
    assertEquals(40_000, composed.lastAudibleFrame(), 20);
    assertEquals(-1, new Sound(new float[100]).firstAudibleFrame());
  }

  @Test
  void findsWhatWasComposedInWhatIsHeard() {
    Match match = Match.of(new Sound(heard()), composed, 2_000);

    assertEquals(LAG, match.lagFrames());
    assertEquals(0.3, match.gain(), 1e-6);
    assertTrue(match.largestError() < 1e-6);
  }

  @Test
  void hearsASingleFrameThatIsMissing() {
    float[] heard = heard();
    System.arraycopy(heard, 40_002, heard, 40_000, heard.length - 40_002);

    assertTrue(Match.of(new Sound(heard), composed, 2_000).largestError() > 1e-3);
  }

  @Test
  void hearsAClickOfOneSample() {
    float[] heard = heard();
    heard[50_001] += 0.002f;

    assertTrue(Match.of(new Sound(heard), composed, 2_000).largestError() > 1e-3);
  }

  /// What the sound card would play of it: from the middle on, and more quietly.
  private float[] heard() {
    float[] heard = Arrays.copyOfRange(sweep, LAG * 2, LAG * 2 + 100_000);
    for (int i = 0; i < heard.length; i++) {
      heard[i] *= 0.3f;
    }
    return heard;
  }

  /// A tone that rises, so that no part of it is like another.
  private static float[] sweep(int frames) {
    float[] samples = new float[frames * 2];
    for (int i = 0; i < samples.length; i++) {
      int frame = i / 2;
      double seconds = frame / 48_000.0;
      samples[i] = (float) (0.1 * Math.sin(2 * Math.PI * (200 + 400 * seconds) * seconds));
    }
    return samples;
  }
}
