package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoresTest {
  @Test
  void hyperThreadsOfOneCoreCountOnce() {
    String processors =
        """
        processor\t: 0
        physical id\t: 0
        core id\t\t: 0
        processor\t: 1
        physical id\t: 0
        core id\t\t: 1
        processor\t: 2
        physical id\t: 0
        core id\t\t: 0
        processor\t: 3
        physical id\t: 1
        core id\t\t: 0
        """;
    assertEquals(3, Cores.distinctCores(processors));
  }

  @Test
  void aKernelThatTellsNothingIsRecognised() {
    assertEquals(0, Cores.distinctCores("processor : 0\nBogoMIPS : 50\n"));
  }

  @Test
  void theUsersNumberIsTaken() {
    assertEquals(3, new Cores(3).threads());
    assertEquals(3, new Cores(3).most());
  }

  @Test
  void whatOthersUseIsLeftToThem() {
    assertEquals(2, Cores.threads(2, 0.1));
    assertEquals(1, Cores.threads(2, 0.9));
    assertEquals(1, Cores.threads(2, 5));
    assertEquals(2, Cores.threads(2, Double.NaN));
  }
}
