package lofi.musicgen.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
    List<Integer> allocated =
        ALLOCATED
            .matcher(bench(PackedModels.folder(quantization)))
            .results()
            .map(found -> Integer.parseInt(found.group(1).replace(",", "")))
            .toList();

    assertEquals(3, allocated.size());
    assertTrue(allocated.getLast() < LITTLE, allocated::toString); // by then all is compiled
  }

  private static String bench(Path folder) throws IOException {
    Process bench =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@src/main/launcher/model.args",
                "-cp",
                System.getProperty("java.class.path"),
                DecoderBench.class.getName(),
                folder.toString(),
                "1",
                "400")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var printed = bench.inputReader()) {
      return String.join("\n", printed.lines().toList());
    }
  }
}
