package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import lofi.contract.RandomSteps;
import lofi.editor.Comparison.Difference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is asked in whatever order, the host does what the document promises.
///
/// `-Dlofi.sequences=50000` looks longer.
class RandomContractTest {
  private static final int SEQUENCES = Integer.getInteger("lofi.sequences", 2_000);
  private static final int STEPS = 16;

  @TempDir(factory = InMemory.class)
  Path folder;

  /// Two thousand hosts write a lot that nobody will read.
  static final class InMemory implements TempDirFactory {
    private static final Path DISK_OF_MEMORY = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
        throws IOException {
      return Files.isWritable(DISK_OF_MEMORY)
          ? Files.createTempDirectory(DISK_OF_MEMORY, "lofi")
          : Files.createTempDirectory("lofi");
    }
  }

  private record Outcome(long seed, Optional<Difference> difference, int calls, int refusals) {}

  @Test
  void thousandsOfSequencesGoAsTheDocumentSays() {
    List<Outcome> outcomes =
        LongStream.rangeClosed(1, SEQUENCES)
            .parallel()
            .mapToObj(seed -> compare(seed, host -> host))
            .toList();

    for (Outcome outcome : outcomes) {
      assertEquals(
          Optional.empty(),
          outcome.difference(),
          () -> outcome.difference().orElseThrow().report(outcome.seed()));
    }
    int calls = outcomes.stream().mapToInt(Outcome::calls).sum();
    double legal = 1 - (double) outcomes.stream().mapToInt(Outcome::refusals).sum() / calls;
    System.err.printf(
        "%d sequences with %d calls, %.1f %% of them legal%n", SEQUENCES, calls, 100 * legal);
    assertTrue(legal >= 0.9, () -> "legal: " + legal);
    assertTrue(legal < 1, "nobody has asked for what cannot be");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aHostWithAFaultIsCaughtAndTheReportIsShort(Fault fault) {
    Outcome caught =
        LongStream.rangeClosed(1, SEQUENCES)
            .mapToObj(seed -> compare(seed, fault::in))
            .filter(outcome -> outcome.difference().isPresent())
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody noticed " + fault));

    Difference difference = caught.difference().orElseThrow();
    String report = difference.report(caught.seed());
    assertTrue(report.startsWith("seed " + caught.seed() + ": "), report);
    assertTrue(difference.steps().size() <= 7, report);
  }

  private Outcome compare(long seed, UnaryOperator<TestedHost> fault) {
    boolean isNeural = seed % 2 == 0;
    Comparison comparison = new Comparison(isNeural, () -> fault.apply(host(isNeural)));
    try {
      Optional<Difference> difference =
          comparison.run(RandomSteps.draw(new Random(seed), isNeural, STEPS));
      return new Outcome(seed, difference, comparison.calls(), comparison.refusals());
    } catch (Exception e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private TestedHost host(boolean isNeural) throws Exception {
    Desk desk = new Desk(Files.createTempDirectory(folder, "host"));
    return new HostAtDesk(desk, isNeural, HostAtDesk::callInside);
  }
}
