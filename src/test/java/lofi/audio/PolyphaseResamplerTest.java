package lofi.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolyphaseResamplerTest {
  private static final double AMPLITUDE = 0.5;

  /// Gain within this many dB of 0, and noise this many dB below the tone.
  @ParameterizedTest
  @CsvSource({
    "32000, 48000, 100, 0.001, 125",
    "32000, 48000, 8000, 0.001, 125",
    "32000, 48000, 12000, 0.001, 125",
    "32000, 48000, 14000, 0.02, 115",
    "44100, 48000, 1000, 0.001, 125",
    "44100, 48000, 18000, 0.001, 115",
    "48000, 44100, 18000, 0.001, 115",
    "48000, 32000, 12000, 0.001, 120",
    "22050, 48000, 9000, 0.001, 115",
  })
  void keepsATone(int from, int to, double hz, double gainWithinDb, double noiseBelowDb)
      throws IOException {
    double[] tone = middleOf(resampled(sine(hz, from, 2 * from), from, to));
    double[] fit = fitSine(tone, hz / to);

    assertEquals(0, decibels(fit[0] / AMPLITUDE), gainWithinDb);
    assertTrue(
        decibels(fit[1] / fit[0]) < -noiseBelowDb, () -> "noise at " + decibels(fit[1] / fit[0]));
  }

  @Test
  void keepsOutWhatTheLowerRateCannotCarry() throws IOException {
    double[] alias = middleOf(resampled(sine(18_000, 48_000, 96_000), 48_000, 32_000));

    assertTrue(
        decibels(rootMeanSquare(alias)) < -125,
        () -> "alias at " + decibels(rootMeanSquare(alias)));
  }

  @ParameterizedTest
  @CsvSource({"32000, 48000", "44100, 48000", "48000, 44100", "48000, 32000", "8000, 48000"})
  void staysInStepWithTheOriginal(int from, int to) throws IOException {
    float[] impulse = new float[from];
    impulse[from / 2] = 1;
    float[] answer = resampled(impulse, from, to);

    int peak = 0;
    for (int i = 0; i < answer.length; i++) {
      peak = answer[i] > answer[peak] ? i : peak;
    }
    assertEquals(to / 2f, peak, 1f);
    assertEquals(to, answer.length);
  }

  @ParameterizedTest
  @CsvSource({"1", "47", "1023", "1024", "1025", "31999"})
  void lastsAsLongAsTheOriginalToTheFrame(int frames) throws IOException {
    assertEquals(Math.ceilDiv(frames * 3, 2), resampled(new float[frames], 32_000, 48_000).length);
  }

  @Test
  void makesSilenceOfSilence() throws IOException {
    for (float sample : resampled(new float[3_000], 44_100, 48_000)) {
      assertEquals(0f, sample);
    }
  }

  @Test
  void keepsTheChannelsApart() throws IOException {
    float[] stereo = new float[2 * 4_000];
    for (int i = 0; i < 4_000; i++) {
      stereo[2 * i] = 0.5f;
    }
    float[] answer = readAll(ResampledSource.at(48_000, new Samples(stereo, 2, 32_000)), 2);

    assertEquals(0.5f, answer[6_000], 1e-4);
    for (int i = 1; i < answer.length; i += 2) {
      assertEquals(0f, answer[i]);
    }
  }

  @Test
  void leavesASourceOfTheSameRateAlone() {
    PcmSource source = new Samples(new float[10], 1, 48_000);

    assertEquals(source, ResampledSource.at(48_000, source));
  }

  private static float[] sine(double hz, int sampleRate, int frames) {
    var samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * hz * i / sampleRate));
    }
    return samples;
  }

  private static float[] resampled(float[] samples, int from, int to) throws IOException {
    return readAll(ResampledSource.at(to, new Samples(samples, 1, from)), 1);
  }

  private static float[] readAll(PcmSource source, int channels) throws IOException {
    var all = new float[Math.toIntExact(source.lengthFrames()) * channels];
    var chunk = new float[700 * channels];
    int samples = 0;
    for (int n = source.read(chunk, 700); n != PcmSource.OVER; n = source.read(chunk, 700)) {
      System.arraycopy(chunk, 0, all, samples, n * channels);
      samples += n * channels;
    }
    return Arrays.copyOf(all, samples);
  }

  private static double[] middleOf(float[] samples) {
    int edge = samples.length / 8;
    var middle = new double[samples.length - 2 * edge];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = samples[edge + i];
    }
    return middle;
  }

  /// The amplitude of the sine that fits best, and the amplitude of what is left without it.
  private static double[] fitSine(double[] samples, double cyclesPerSample) {
    double ss = 0;
    double cc = 0;
    double sc = 0;
    double ys = 0;
    double yc = 0;
    for (int i = 0; i < samples.length; i++) {
      double s = Math.sin(2 * Math.PI * cyclesPerSample * i);
      double c = Math.cos(2 * Math.PI * cyclesPerSample * i);
      ss += s * s;
      cc += c * c;
      sc += s * c;
      ys += samples[i] * s;
      yc += samples[i] * c;
    }
    double determinant = ss * cc - sc * sc;
    double a = (ys * cc - yc * sc) / determinant;
    double b = (yc * ss - ys * sc) / determinant;
    double rest = 0;
    for (int i = 0; i < samples.length; i++) {
      double s = Math.sin(2 * Math.PI * cyclesPerSample * i);
      double c = Math.cos(2 * Math.PI * cyclesPerSample * i);
      double error = samples[i] - a * s - b * c;
      rest += error * error;
    }
    return new double[] {Math.hypot(a, b), Math.sqrt(2 * rest / samples.length)};
  }

  private static double rootMeanSquare(double[] samples) {
    return Math.sqrt(Arrays.stream(samples).map(x -> x * x).average().orElse(0));
  }

  private static double decibels(double ratio) {
    return 20 * Math.log10(ratio);
  }
}
