package lofi.audio.tarsos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PowerSpectrumTest {
  private static final int SIZE = 1_024;

  private final PowerSpectrum spectrum = new PowerSpectrum(SIZE);

  private static float[] sine(int bin, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * bin * i / SIZE);
    }
    return samples;
  }

  private static int loudest(double[] power) {
    return IntStream.range(0, power.length).reduce(0, (a, b) -> power[b] > power[a] ? b : a);
  }

  /// A Hann window halves the amplitude of a sine, whose half lies at the negative frequency.
  @Test
  void aSineStandsAtItsFrequencyAndNowhereElse() {
    double[] power = spectrum.at(0, sine(100, SIZE));

    assertEquals(SIZE / 2, power.length);
    assertEquals(100, loudest(power));
    assertEquals(1, power[100] / Math.pow(SIZE / 4.0, 2), .01);
    assertTrue(power[110] < 1e-6 * power[100]);
  }

  @Test
  void behindTheEndThereIsSilence() {
    double[] half = spectrum.at(SIZE / 2, sine(100, SIZE));

    assertEquals(100, loudest(half));
    assertEquals(0, spectrum.at(0, new float[3])[1]);
  }
}
