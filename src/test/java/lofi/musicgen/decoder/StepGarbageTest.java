package lofi.musicgen.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// C2 puts vectors into objects where a kernel has grown too large for it, and says nothing.
class StepGarbageTest {
  private static final Pattern ALLOCATED = Pattern.compile("([0-9,]+) bytes allocated");

  /// What the clock and the bench itself leave behind.
  private static final int LITTLE = 2_000;

  @ParameterizedTest
  @EnumSource(
      value = Quantization.class,
      names = {"Q4", "Q8"})
  void aStepLeavesNoGarbageWithTheFlagsOfTheLauncher(Quantization quantization) throws IOException {
    List<Integer> allocated = allocatedAStep(quantization);

    assertEquals(3, allocated.size());
    assertTrue(allocated.getLast() < LITTLE, allocated::toString); // by then all is compiled
  }

  /// A kernel that C2 gives up is one whose vectors are objects; this one makes the fewest of all.
  @Test
  void oneKernelThatIsGivenUpIsSeen() throws IOException {
    List<Integer> allocated =
        allocatedAStep(Quantization.Q4, "-XX:CompileCommand=exclude,lofi.musicgen.decoder.Gelu::*");

    assertEquals(3, allocated.size());
    assertTrue(allocated.getLast() > 5 * LITTLE, allocated::toString);
  }

  private static List<Integer> allocatedAStep(Quantization quantization, String... flags)
      throws IOException {
    return ALLOCATED
        .matcher(bench(PackedModels.folder(quantization), flags))
        .results()
        .map(found -> Integer.parseInt(found.group(1).replace(",", "")))
        .toList();
  }

  private static String bench(Path folder, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@src/main/launcher/model.args");
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DecoderBench.class.getName(), folder.toString(), "1", "400"));
    Process bench =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var printed = bench.inputReader()) {
      return String.join("\n", printed.lines().toList());
    }
  }
}
