package lofi.library.mp3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LameTest {
  private static final int PATIENCE_SEC = 1;

  @TempDir Path folder;

  private Path wav;
  private Path mp3;

  @BeforeEach
  void nameTheFiles() {
    wav = folder.resolve("piece.wav");
    mp3 = folder.resolve("piece.mp3");
  }

  @ParameterizedTest
  @CsvSource({
    "32000, 1, 64000",
    "48000, 2, 100001",
    "44100, 2, 1152",
    "48000, 1, 1",
    "32000, 2, 777"
  })
  void asManyAudioFramesComeOutAsWentIn(int sampleRate, int channels, int frames) throws Exception {
    realLame().encode(write(new short[frames * channels], sampleRate, channels), mp3, () -> false);

    try (PcmSource source = Mp3Source.open(mp3)) {
      assertEquals(sampleRate, source.sampleRate());
      assertEquals(channels, source.channels());
      assertEquals(frames, source.lengthFrames());
      assertEquals(frames * channels, readAll(source).length);
    }
  }

  /// Two halves that were cut anywhere join without a gap only if nothing is shifted.
  @ParameterizedTest
  @CsvSource({"32000, 1", "48000, 2"})
  void nothingIsShifted(int sampleRate, int channels) throws Exception {
    short[] chirp = chirp(2 * sampleRate, sampleRate, channels);
    realLame().encode(write(chirp, sampleRate, channels), mp3, () -> false);

    float[] heard;
    try (PcmSource source = Mp3Source.open(mp3)) {
      heard = readAll(source);
    }

    double signal = 0;
    double error = 0;
    for (int i = 0; i < chirp.length; i++) {
      double expected = chirp[i] / 32_768.0;
      signal += expected * expected;
      error += (expected - heard[i]) * (expected - heard[i]);
    }
    double ratioDb = 10 * Math.log10(signal / error);
    assertTrue(ratioDb > 20, () -> "Signal to error: " + ratioDb + " dB");
  }

  @Test
  void theFileIsSmall() throws Exception {
    realLame().encode(write(chirp(480_000, 48_000, 2), 48_000, 2), mp3, () -> false);

    assertEquals(10 * 128_000 / 8, (double) Files.size(mp3), 3_000);
  }

  @Test
  void aPieceGoesOnWhenItsFileIsDeleted() throws Exception {
    realLame().encode(write(new short[64_000], 32_000, 1), mp3, () -> false);
    try (PcmSource source = Mp3Source.open(mp3)) {
      source.read(new float[10], 10);
      Files.delete(mp3);

      assertEquals(64_000 - 10, readAll(source).length);
    }
  }

  @Test
  void aFileThatWasCutOffPlaysWhatIsLeft() throws Exception {
    realLame().encode(write(new short[64_000], 32_000, 1), mp3, () -> false);
    try (RandomAccessFile file = new RandomAccessFile(mp3.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    try (PcmSource source = Mp3Source.open(mp3)) {
      int left = readAll(source).length;
      assertTrue(left > 20_000 && left < 40_000, () -> left + " of 64000 are left");
    }
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    for (String text :
        List.of("", "no music", "ID3 ".repeat(200), "\u00ff\u00fb\u0090d".repeat(200))) {
      Files.write(mp3, text.getBytes(ISO_8859_1));
      assertThrows(IOException.class, () -> Mp3Source.open(mp3), text);
    }
  }

  @Test
  void isFoundOnThePathAndNowhereElse() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    String searchPath = String.join(File.pathSeparator, "", "/nonexistent", other.toString());
    assertEquals(Optional.empty(), Lame.find(searchPath));

    fake("exit 0");
    assertTrue(Lame.find(searchPath + File.pathSeparator + folder).isPresent());
    assertFalse(Lame.find(other.toString()).isPresent());
  }

  @Test
  void aProgramThatFailsIsToldFromOneThatWorks() throws IOException {
    Path input = write(new short[200_000], 32_000, 1);

    for (String script : List.of("exit 3", "cat >/dev/null; exit 3", "kill -9 $$")) {
      Lame broken = fake(script);
      assertThrows(IOException.class, () -> broken.encode(input, mp3, () -> false), script);
    }
  }

  @Test
  void aProgramThatWritesNothingIsToldFromOneThatWorks() throws IOException {
    Path input = write(new short[200_000], 32_000, 1);
    Lame lazy = fake("cat >/dev/null");

    assertThrows(IOException.class, () -> lazy.encode(input, mp3, () -> false));
  }

  @Test
  void aProgramThatHangsIsEnded() throws Exception {
    Path input = write(new short[200_000], 32_000, 1);
    for (String script : List.of("exec sleep 600", "cat >/dev/null; exec sleep 600")) {
      Lame hanging = fake(script);

      IOException told =
          assertThrows(IOException.class, () -> hanging.encode(input, mp3, () -> false));

      assertTrue(String.valueOf(told.getMessage()).endsWith("hangs"), told.getMessage());
      assertNoChildStays();
    }
  }

  @Test
  void whatNobodyWantsAnyMoreEndsAtOnce() throws Exception {
    Path input = write(new short[200_000], 32_000, 1);
    Lame slow = new Lame(script("exec sleep 600"), 600);

    assertThrows(IOException.class, () -> slow.encode(input, mp3, () -> true));

    assertNoChildStays();
  }

  private static void assertNoChildStays() throws InterruptedException {
    for (int i = 0; i < 100 && ProcessHandle.current().children().anyMatch(LameTest::sleeps); i++) {
      Thread.sleep(Duration.ofMillis(20));
    }
    assertFalse(ProcessHandle.current().children().anyMatch(LameTest::sleeps));
  }

  private static boolean sleeps(ProcessHandle process) {
    return process.isAlive()
        && process.info().command().filter(c -> c.endsWith("sleep")).isPresent();
  }

  private static Lame realLame() {
    Optional<Lame> lame = Lame.find();
    assumeTrue(lame.isPresent());
    return lame.orElseThrow();
  }

  private Lame fake(String script) throws IOException {
    return new Lame(script(script), PATIENCE_SEC);
  }

  private Path script(String body) throws IOException {
    Path program = folder.resolve("lame");
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Path write(short[] samples, int sampleRate, int channels) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioFormat format = new AudioFormat(sampleRate, 16, channels, true, false);
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(bytes.array()), format, samples.length / channels),
        AudioFileFormat.Type.WAVE,
        wav.toFile());
    return wav;
  }

  /// From 100 to 4,000 Hz, each channel at a level of its own.
  private static short[] chirp(int frames, int sampleRate, int channels) {
    short[] samples = new short[frames * channels];
    double phase = 0;
    for (int frame = 0; frame < frames; frame++) {
      phase += 2 * Math.PI * (100 + 3_900.0 * frame / frames) / sampleRate;
      for (int channel = 0; channel < channels; channel++) {
        samples[frame * channels + channel] = (short) (10_000.0 / (channel + 1) * Math.sin(phase));
      }
    }
    return samples;
  }

  private static float[] readAll(PcmSource source) throws IOException {
    float[] all = new float[(int) source.lengthFrames() * source.channels()];
    float[] block = new float[500 * source.channels()];
    int samples = 0;
    for (int frames = source.read(block, 500);
        frames != PcmSource.OVER;
        frames = source.read(block, 500)) {
      System.arraycopy(block, 0, all, samples, frames * source.channels());
      samples += frames * source.channels();
    }
    return Arrays.copyOf(all, samples);
  }
}
