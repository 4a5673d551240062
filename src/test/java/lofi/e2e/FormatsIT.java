package lofi.e2e;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lofi.library.Encoder;
import lofi.library.Recipe;
import lofi.library.Track;
import lofi.library.TrackDetails;
import lofi.library.TrackStore;
import lofi.library.TrackWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which tracks lie on disk, from the option to the sound card.
@Timeout(60)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class FormatsIT {
  private static final String WANTS_MP3 = "vim.g.lofi = { audio = { format = 'mp3' } }\n";
  private static final String GENERATE =
      "return require('lofi').generate({ prompt = 'rain', duration_sec = 5, seed = ... })";

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "opus"})
  void aSmallFileIsMadeListedDrawnAndHeard(String format) throws Exception {
    String wish = "vim.g.lofi = { audio = { format = '%s' } }".formatted(format);
    try (var soundCard = RecordedSink.listen();
        Editor editor = Editor.in(home).init(wish).open()) {
      long asked = System.nanoTime();
      Object id = editor.lua(GENERATE, 1);

      Map<?, ?> made = editor.hears("LofiGenerationComplete");
      assertEquals(id, made.get("track_id"));
      assertEquals(format, made.get("format"));
      Path file = Path.of(String.valueOf(made.get("path")));
      assertEquals(id + "." + format, String.valueOf(file.getFileName()));
      assertTrue(Files.size(file) < 100_000, () -> file + " is not small");
      assertEquals(format, editor.lua("return require('lofi').cache()[1].format"));
      Object waveform =
          editor.lua(
              """
              local answer = require('lofi.host').request('waveform',
                { track_id = ..., width = 40, height = 2 })
              return table.concat(answer.lines)
              """,
              id);
      assertTrue(String.valueOf(waveform).contains("▅"), () -> "Drawn as " + waveform);
      Duration wait = soundCard.timeToSound(asked, Duration.ofSeconds(15));
      Sound music = soundCard.since(asked + wait.toNanos(), Duration.ofSeconds(2));
      assertTrue(music.rms() > 0.003, music::describe);
      assertEquals(List.of(), editor.complaints());
    }
  }

  @Test
  void withoutLameTheUserIsToldOnceAndTracksAreWav() throws Exception {
    Path programs = Files.createTempDirectory("lofi-programs");
    linkEverythingButLame(programs);
    try (Editor editor =
        Editor.in(home).init(WANTS_MP3).environment("PATH", programs.toString()).open()) {
      editor.lua(GENERATE, 1);
      editor.lua(GENERATE, 2);
      editor.eventually("both are made", "#require('lofi').cache() == 2");

      assertEquals("LAME_NOT_FOUND", editor.hears("LofiDaemonError").get("code"));
      assertEquals("wav", editor.hears("LofiGenerationComplete").get("format"));
      assertEquals(1, editor.complaints().size());
      assertTrue(editor.complaints().getFirst().startsWith("3 "), "It is no error");
    } finally {
      deleteLinks(programs);
    }
  }

  /// A model's track: a tone so high that a poor resampler would lose it.
  @Test
  void aTrackOf32KilohertzIsHeardAsItIs() throws Exception {
    double hertz = 13_000;
    Track track = writeTone(hertz);
    try (var soundCard = RecordedSink.listen();
        Editor editor = Editor.in(home).open()) {
      long asked = System.nanoTime();
      editor.runs("Lofi play " + track.id());
      Duration wait = soundCard.timeToSound(asked, Duration.ofSeconds(10));
      Sound tone = soundCard.since(asked + wait.plusMillis(500).toNanos(), Duration.ofMillis(500));

      double gain = gainOf(tone, hertz);
      double left = Math.sqrt(Math.max(0, tone.rms() * tone.rms() - gain * gain / 2));
      double ratioDb = 20 * Math.log10(gain / Math.sqrt(2) / left);
      System.err.printf(
          "A tone of %.0f Hz: gain %.4f, %.1f dB above all else%n", hertz, gain, ratioDb);
      assertEquals(0.5 * 0.3, gain, 0.003);
      assertTrue(ratioDb > 50, () -> ratioDb + " dB above all else");
    }
  }

  private Track writeTone(double hertz) throws IOException {
    int rate = 32_000;
    float[] samples = new float[10 * rate];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    Path folder = home.resolve("cache/nvim/lofi");
    var store = new TrackStore(folder, InstantSource.system(), Encoder.to(Track.Format.WAV));
    try (TrackWriter writer = store.write(new Recipe("a tone", 1, 10, "test-v1"), rate, 1)) {
      writer.write(samples, samples.length);
      return writer
          .finish(new TrackDetails(500, 1, Optional.empty(), Map.of()), () -> false)
          .orElseThrow();
    }
  }

  /// The amplitude of the sine of that frequency that fits best.
  private static double gainOf(Sound sound, double hertz) {
    double sine = 0;
    double cosine = 0;
    for (int i = 0; i < sound.frames(); i++) {
      double phase = 2 * Math.PI * hertz * i / Sound.SAMPLE_RATE;
      sine += sound.left(i) * Math.sin(phase);
      cosine += sound.left(i) * Math.cos(phase);
    }
    return 2 * Math.hypot(sine, cosine) / sound.frames();
  }

  /// Makes a folder in which all programs are but the one.
  private static void linkEverythingButLame(Path programs) throws IOException {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.toList()) {
          Path link = programs.resolve(file.getFileName());
          if (!link.endsWith("lame") && !Files.exists(link, NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, file);
          }
        }
      } catch (IOException e) {
        // There is no such folder.
      }
    }
  }

  private static void deleteLinks(Path programs) throws IOException {
    try (Stream<Path> links = Files.list(programs)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
    Files.delete(programs);
  }
}
