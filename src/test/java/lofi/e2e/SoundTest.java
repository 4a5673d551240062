package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundTest {
  private final float[] tone = tone(220, 48_000);

  @Test
  void measuresPower() {
    assertEquals(0.1 / Math.sqrt(2), new Sound(tone).rms(), 0.001);
  }

  @Test
  void findsAGap() {
    Arrays.fill(tone, 20_000, 20_960, 0f);

    assertEquals(10, new Sound(tone).longestGapMillis(), 0.1);
  }

  @Test
  void findsACutWaveform() {
    float[] cut = tone.clone();
    System.arraycopy(tone, 30_100, cut, 30_000, 20_000);

    // At both ends of the piece that was moved, in both channels.
    assertEquals(4, new Sound(cut).clicks());
  }

  @Test
  void hearsNoClickInToneNoiseOrADrum() {
    assertEquals(0, new Sound(tone).clicks());
    assertEquals(0, new Sound(noise()).clicks());
    assertEquals(0, new Sound(drum()).clicks());
  }

  @Test
  void findsWhereSoundBeginsAndEnds() {
    Arrays.fill(tone, 0, 10_000, 0f);
    Arrays.fill(tone, 80_000, tone.length, 0f);

    assertEquals(5_000, new Sound(tone).firstAudibleFrame(), 20);
    assertEquals(40_000, new Sound(tone).lastAudibleFrame(), 20);
    assertEquals(-1, new Sound(new float[100]).firstAudibleFrame());
  }

  private static float[] tone(double hertz, int frames) {
    float[] samples = new float[frames * 2];
    for (int i = 0; i < samples.length; i++) {
      int frame = i / 2;
      samples[i] = (float) (0.1 * Math.sin(2 * Math.PI * hertz * frame / 48_000));
    }
    return samples;
  }

  private static float[] noise() {
    var random = new Random(1);
    float[] samples = new float[96_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.1f * (random.nextFloat() - 0.5f);
    }
    return samples;
  }

  /// Noise that begins within a millisecond and dies away.
  private static float[] drum() {
    float[] samples = noise();
    for (int i = 0; i < samples.length; i++) {
      int frame = i / 2 % 12_000;
      samples[i] *= (float) (Math.min(1, frame / 48.0) * Math.exp(-frame / 2_000.0));
    }
    return samples;
  }
}
