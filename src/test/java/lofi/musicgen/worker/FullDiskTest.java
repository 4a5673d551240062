package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lofi.musicgen.PublishedModels;
import lofi.musicgen.TestJava;
import lofi.musicgen.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that fills up while something is written to it: a real one, in memory, which only the
/// program under test sees. Where this user may not have one, the tests are skipped.
@Timeout(60)
class FullDiskTest {
  private static final int FULL = 1;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void makeDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(onDisk("64k", List.of("true")).code == 0);
  }

  @Test
  void aPieceThatDoesNotFitIsToldAndLeavesNothing() throws Exception {
    List<String> generate =
        TestJava.command(
            "lofi.musicgen.worker.ModelTool",
            "generate",
            "--model",
            PublishedModels.merged(folder).toString(),
            "--prompt",
            "piano",
            "--seconds",
            "5",
            "--out",
            disk.resolve("piece.wav").toString());

    Ending ending = onDisk("64k", generate);

    assertEquals(FULL, ending.code, ending.said);
    assertTrue(ending.said.contains("model: The disk is full"), ending.said);
    assertTrue(ending.said.endsWith("left:\n"), ending.said);
  }

  /// The room is asked for before the work, and taken by somebody else meanwhile.
  @Test
  void aConversionThatDoesNotFitIsToldAndLeavesNothing() throws Exception {
    List<String> convert =
        TestJava.command(
            "lofi.musicgen.convert.CrowdedConversion",
            TinyModel.checkpoint().toString(),
            disk.resolve("model").toString());

    Ending ending = onDisk("96m", convert);

    assertEquals(FULL, ending.code, ending.said);
    assertTrue(ending.said.contains("No space left"), ending.said);
    assertTrue(ending.said.endsWith("left: ballast\n"), ending.said);
  }

  private record Ending(int code, String said) {}

  /// Runs a command that alone sees a disk of this size, and lists what it leaves there.
  private Ending onDisk(String size, List<String> command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.addAll(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
    whole.add(
        "mount -t tmpfs -o size=$1 tmpfs \"$2\" || exit 2; shift; (shift; \"$@\"); code=$?; "
            + "echo left: $(ls -A \"$1\"); exit $code");
    whole.addAll(List.of("sh", size, disk.toString()));
    whole.addAll(command);
    try {
      Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ending(process.waitFor(), said);
    } catch (IOException e) {
      return new Ending(2, "There is no unshare on this machine");
    }
  }
}
