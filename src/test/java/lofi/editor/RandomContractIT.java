package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import lofi.contract.RandomSteps;
import lofi.contract.Step;
import lofi.nvim.RealNeovim;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same comparison as scripts in a real Neovim would make it, call by call over the wire.
@Timeout(60)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
class RandomContractIT {
  private static final int STEPS = 24;

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sequencesGoAsTheDocumentSays(long seed) throws Exception {
    boolean isNeural = seed % 2 == 0;
    List<Step> steps = RandomSteps.draw(new Random(seed), isNeural, STEPS);

    var difference = new Comparison(isNeural, () -> host(isNeural)).run(steps);

    assertEquals(Optional.empty(), difference, () -> difference.orElseThrow().report(seed));
  }

  private TestedHost host(boolean isNeural) throws Exception {
    Path home = Files.createTempDirectory(folder, "home");
    Desk desk = new Desk(home, new RealNeovim(System.getProperty("nvim.bin", "nvim"), home));
    return new HostAtDesk(desk, isNeural, HostAtDesk::callOverTheWire);
  }
}
