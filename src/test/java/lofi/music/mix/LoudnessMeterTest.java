package lofi.music.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import lofi.music.dsp.Rate;
import lofi.music.measure.Loudness;
import lofi.music.measure.SoundReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The meter that sets the composer's level, and the one that the tests check it with, read tones
/// of known loudness right (EBU Tech 3341, cases 1 to 3).
class LoudnessMeterTest {
  private static float[] tone(double db, int seconds) {
    float[] tone = new float[seconds * Rate.HZ / Rate.BLOCK * Rate.BLOCK];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (Rate.gain(db) * Math.sin(2 * Math.PI * 1_000 * i / Rate.HZ));
    }
    return tone;
  }

  private static double metered(float[] left, float[] right) {
    var meter = new LoudnessMeter();
    for (int at = 0; at + Rate.BLOCK <= left.length; at += Rate.BLOCK) {
      meter.listen(
          Arrays.copyOfRange(left, at, at + Rate.BLOCK),
          Arrays.copyOfRange(right, at, at + Rate.BLOCK));
    }
    return meter.integrated();
  }

  private static float[] joined(float[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    float[] joined = new float[length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-10, -16, -23, -33})
  void aToneInBothChannelsIsAsLoudAsItsLevel(double db) {
    float[] tone = tone(db, 10);

    assertEquals(db, metered(tone, tone), .1);
    assertEquals(db, Loudness.integrated(tone, tone), .1);
  }

  @Test
  void oneChannelAloneIsThreeDecibelsQuieter() {
    float[] tone = tone(-20, 10);
    float[] silence = new float[tone.length];

    assertEquals(-23, metered(tone, silence), .1);
    assertEquals(-23, Loudness.integrated(tone, silence), .1);
  }

  @Test
  void whatIsMuchQuieterIsNotCounted() {
    float[] music = joined(tone(-36, 10), tone(-23, 60), tone(-36, 10));

    assertEquals(-23, metered(music, music), .1);
    assertEquals(-23, Loudness.integrated(music, music), .1);
  }

  @Test
  void aPeakBetweenTheSamplesIsSeen() {
    float[] tone = new float[Rate.HZ];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (.5 * Math.sin(Math.PI * (i + .5) / 4));
    }

    assertEquals(20 * Math.log10(.5), SoundReport.of(tone, tone).truePeakDb(), .3);
  }
}
