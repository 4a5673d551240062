package lofi.library.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lofi.audio.PcmSource;
import lofi.audio.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpusFileTest {
  private static final int SECOND = 48_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 647, 648, 649, 960, 961, SECOND, 123_457})
  void asManyFramesComeOutAsWentIn(int frames) throws IOException {
    for (int channels = 1; channels <= 2; channels++) {
      float[] music = chords(frames, channels, SECOND);

      assertEquals(
          music.length, throughOpus(music, channels, SECOND).length, channels + " channels");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyFrameStaysAtItsPlace(int channels) throws IOException {
    float[] music = chords(2 * SECOND, channels, SECOND);

    float[] heard = throughOpus(music, channels, SECOND);

    assertTrue(noiseDb(music, heard, 0) < -20, "noise " + noiseDb(music, heard, 0) + " dB");
    assertTrue(noiseDb(music, heard, 0) < noiseDb(music, heard, channels) - 3, "a frame late");
    assertTrue(noiseDb(music, heard, 0) < noiseDb(music, heard, -channels) - 3, "a frame early");
  }

  @Test
  void whatWasMadeAtAnotherRateIsKeptAtFortyEightKilohertz() throws IOException {
    float[] made = chords(32_000, 1, 32_000);

    float[] heard = throughOpus(made, 1, 32_000);

    assertEquals(SECOND, heard.length);
    assertTrue(noiseDb(chords(SECOND, 1, SECOND), heard, 0) < -20);
  }

  @Test
  void itIsSmall() throws IOException {
    float[] music = chords(10 * SECOND, 2, SECOND);
    OpusFile.write(new Samples(music, 2, SECOND), file(), () -> false);

    long bytesPerSecond = Files.size(file()) / 10;

    assertTrue(bytesPerSecond < 16_000, bytesPerSecond + " bytes a second");
  }

  @Test
  void endsWhenNobodyWantsIt() {
    var endless = new Samples(new float[2 * SECOND], 2, SECOND);

    assertThrows(IOException.class, () -> OpusFile.write(endless, file(), () -> true));
  }

  @Test
  void refusesWhatIsNotOpus() throws IOException {
    for (byte[] content :
        List.of(
            new byte[0], new byte[70_000], "OggS and so on".getBytes(StandardCharsets.US_ASCII))) {
      Files.write(file(), content);

      assertThrows(IOException.class, () -> OpusSource.open(file()));
    }
  }

  @Test
  void aFileThatIsCutOffEndsOrIsRefused() throws IOException {
    OpusFile.write(new Samples(chords(SECOND, 2, SECOND), 2, SECOND), file(), () -> false);
    byte[] whole = Files.readAllBytes(file());
    for (int bytes = 0; bytes < whole.length; bytes += 97) {
      Files.write(file(), Arrays.copyOf(whole, bytes));
      try (OpusSource source = OpusSource.open(file())) {
        assertTrue(all(source).length <= 2 * SECOND);
      } catch (IOException e) {
        // That is an answer, too.
      }
    }
  }

  @Test
  void aFileThatIsDamagedPlaysOnEndsOrIsRefused() throws IOException {
    OpusFile.write(new Samples(chords(SECOND, 2, SECOND), 2, SECOND), file(), () -> false);
    byte[] whole = Files.readAllBytes(file());
    for (int place = 0; place < whole.length; place += 131) {
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) 0xa5;
      Files.write(file(), damaged);
      try (OpusSource source = OpusSource.open(file())) {
        all(source);
      } catch (IOException e) {
        // That is an answer, too.
      }
    }
  }

  /// The reference decoder finds no fault and hears the same.
  @Test
  void theReferenceDecoderAgrees() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/opusdec")), "opus-tools is not installed");
    float[] music = chords(123_457, 2, SECOND);
    float[] heard = throughOpus(music, 2, SECOND);

    String info = run("opusinfo", file().toString());
    Path raw = folder.resolve("reference.raw");
    run("opusdec", "--quiet", "--float", "--rate", "48000", file().toString(), raw.toString());

    assertTrue(!info.contains("WARNING") && !info.contains("ERROR"), info);
    float[] reference = floats(raw);
    assertEquals(heard.length, reference.length);
    assertTrue(noiseDb(reference, heard, 0) < -60, noiseDb(reference, heard, 0) + " dB");
  }

  private Path file() {
    return folder.resolve("music.opus");
  }

  private float[] throughOpus(float[] music, int channels, int rate) throws IOException {
    OpusFile.write(new Samples(music, channels, rate), file(), () -> false);
    try (OpusSource source = OpusSource.open(file())) {
      float[] heard = all(source);
      assertEquals(source.lengthFrames() * channels, heard.length);
      return heard;
    }
  }

  private static float[] all(PcmSource source) throws IOException {
    float[] heard = new float[16 * SECOND * source.channels()];
    float[] block = new float[1_000 * source.channels()];
    int length = 0;
    for (int frames = source.read(block, 1_000);
        frames != PcmSource.OVER;
        frames = source.read(block, 1_000)) {
      System.arraycopy(block, 0, heard, length, frames * source.channels());
      length += frames * source.channels();
    }
    return Arrays.copyOf(heard, length);
  }

  /// Tones between 200 Hz and 5 kHz that swell and differ between the ears.
  private static float[] chords(int frames, int channels, int rate) {
    double[] tones = {220, 277.2, 329.6, 659.3, 1_760, 4_186};
    float[] music = new float[frames * channels];
    for (int i = 0; i < music.length; i++) {
      int frame = i / channels;
      double time = (double) frame / rate;
      for (int tone = 0; tone < tones.length; tone++) {
        double swell = 1 + Math.sin((3 + tone + i % channels) * time);
        music[i] += (float) (0.05 * swell * Math.sin(2 * Math.PI * tones[tone] * time));
      }
    }
    return music;
  }

  /// How loud the difference is, beside the music; `shift` samples apart.
  private static double noiseDb(float[] music, float[] heard, int shift) {
    double noise = 0;
    double power = 0;
    for (int i = 4_800; i < Math.min(music.length, heard.length) - 4_800; i++) {
      double difference = heard[i + shift] - music[i];
      noise += difference * difference;
      power += music[i] * music[i];
    }
    return 10 * Math.log10(noise / power);
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private static float[] floats(Path raw) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(samples);
    return samples;
  }
}
