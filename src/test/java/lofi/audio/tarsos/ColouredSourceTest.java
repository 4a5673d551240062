package lofi.audio.tarsos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import lofi.audio.EffectSettings;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.Test;

class ColouredSourceTest {
  private static final int RATE = 48_000;
  private static final EffectSettings DULL = new EffectSettings(true, 2_000, 16, 0);
  private static final EffectSettings COARSE = new EffectSettings(true, 20_000, 4, 0);
  private static final EffectSettings ECHOING = new EffectSettings(true, 20_000, 16, 100);

  /// A second of stereo: `left` on the left, silence on the right.
  private static final class Left implements PcmSource {
    private final IntToDoubleFunction left;
    private int frame;
    private boolean isClosed;

    Left(IntToDoubleFunction left) {
      this.left = left;
    }

    @Override
    public int sampleRate() {
      return RATE;
    }

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public long lengthFrames() {
      return RATE;
    }

    @Override
    public int read(float[] interleaved, int frames) {
      int count = Math.min(frames, RATE - frame);
      for (int i = 0; i < count; i++) {
        interleaved[2 * i] = (float) left.applyAsDouble(frame++);
        interleaved[2 * i + 1] = 0;
      }
      return count == 0 ? OVER : count;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private static IntToDoubleFunction tone(double hertz) {
    return frame -> .5 * Math.sin(2 * Math.PI * hertz * frame / RATE);
  }

  /// All of one channel, read in blocks of an odd size.
  private static float[] heard(IntToDoubleFunction left, EffectSettings settings, int channel)
      throws IOException {
    float[] all = new float[RATE];
    float[] block = new float[2 * 777];
    try (var source = new ColouredSource(new Left(left), settings)) {
      int done = 0;
      for (int count = source.read(block, 777); count > 0; count = source.read(block, 777)) {
        for (int i = 0; i < count; i++) {
          all[done++] = block[2 * i + channel];
        }
      }
      assertEquals(RATE, done);
    }
    return all;
  }

  private static double gainDb(double hertz, EffectSettings settings) throws IOException {
    double sum = 0;
    float[] heard = heard(tone(hertz), settings, 0);
    for (int i = RATE / 2; i < RATE; i++) {
      sum += heard[i] * heard[i];
    }
    return 10 * Math.log10(sum / (RATE / 2) / .125);
  }

  @Test
  void theLowPassTakesTheTopAndLeavesTheRest() throws IOException {
    assertEquals(0, gainDb(200, DULL), .5);
    assertTrue(gainDb(8_000, DULL) < -20, () -> "the top is still there");
  }

  @Test
  void fewBitsLeaveFewLevels() throws IOException {
    Set<Float> levels = new HashSet<>();
    for (float sample : heard(tone(440), COARSE, 0)) {
      levels.add(sample);
    }

    assertTrue(levels.size() <= 16, () -> levels.size() + " levels");
    assertTrue(levels.size() >= 6, () -> levels.size() + " levels");
  }

  @Test
  void theEchoComesWhenItShould() throws IOException {
    float[] heard = heard(frame -> frame == 1_000 ? .5 : 0, ECHOING, 0);

    assertEquals(.5f, heard[1_000]);
    assertEquals(.35f * .5f, heard[1_000 + RATE / 10], 1e-6f);
    assertEquals(0, heard[1_000 + RATE / 20]);
  }

  @Test
  void theChannelsDoNotHearEachOther() throws IOException {
    for (EffectSettings settings : new EffectSettings[] {DULL, COARSE, ECHOING}) {
      for (float sample : heard(tone(440), settings, 1)) {
        assertEquals(0, sample);
      }
    }
  }

  @Test
  void nothingIsPrintedToTheWire() throws IOException {
    PrintStream usual = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      heard(tone(440), new EffectSettings(true, 3_000, 8, 50), 0);
    } finally {
      System.setOut(usual);
    }
    assertEquals(0, printed.size());
  }

  @Test
  void closesWhatItWasGiven() {
    var plain = new Left(tone(440));
    new ColouredSource(plain, DULL).close();

    assertTrue(plain.isClosed);
  }
}
