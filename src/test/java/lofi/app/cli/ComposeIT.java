package lofi.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script itself, as a user types it.
@Timeout(120)
class ComposeIT {
  @TempDir Path folder;

  /// What the script said, and its exit code.
  private record Run(String said, int code) {}

  private static Run compose(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/compose"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(said, process.waitFor());
  }

  private Set<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void aPieceItsPlanAndItsStems() throws Exception {
    Path wav = folder.resolve("a.wav");

    Run run =
        compose(
            "--seed",
            "7",
            "--prompt",
            "rainy night",
            "--seconds",
            "4",
            "--wav",
            wav.toString(),
            "--json",
            folder.resolve("a.json").toString(),
            "--stems",
            folder.resolve("s").toString());

    assertEquals(new Run("", 0), run);
    Set<String> expected = new TreeSet<>(Set.of("a.wav", "a.json"));
    for (String stem : List.of("drums", "keys", "bass", "lead", "pad", "ambience", "vinyl")) {
      expected.add("s/" + stem + ".wav");
    }
    assertEquals(expected, written());
    try (AudioInputStream sound = AudioSystem.getAudioInputStream(wav.toFile())) {
      assertTrue(sound.getFrameLength() > 2 * 48_000);
      assertEquals(48_000, sound.getFormat().getSampleRate());
      assertEquals(2, sound.getFormat().getChannels());
    }
    assertTrue(Files.readString(folder.resolve("a.json")).contains("\"rainy night\""));
  }

  @Test
  void theGalleryHasASpectrogramAndARollOfEachPrompt() throws Exception {
    assertEquals(new Run("", 0), compose("--gallery", folder.toString()));

    assertEquals(24, written().size());
    for (String name : written()) {
      assertEquals(1_000, ImageIO.read(folder.resolve(name).toFile()).getWidth(), name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wav x.wav --seed seven | --seed takes a whole number, not seven",
        "--wav x.wav --seconds 0 | --seconds takes up to 21600 seconds, not 0",
        "--wav x.wav --stream-seconds long | --stream-seconds takes a number of seconds, not long",
        "--wav | --wav needs a value",
        "--seed 7 | Say what to write: --wav, --json, --stems or --gallery",
        "--volume 7 | There is no option --volume",
        "--seconds 1 --wav nowhere/x.wav | There is no folder for nowhere/x.wav",
        "--seconds 1 --json src | Could not write: src: it is a folder"
      })
  void aMistakeIsToldInOneSentence(String arguments, String sentence) throws Exception {
    Run run = compose(arguments.split(" "));

    assertTrue(run.said().startsWith("compose: " + sentence + "\n"), run.said());
    assertTrue(run.code() > 0);
  }

  @Test
  void theSoundMayGoToADevice() throws Exception {
    assertEquals(new Run("", 0), compose("--seconds", "1", "--wav", "/dev/null"));
  }
}
