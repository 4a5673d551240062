package lofi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  private static final long OURS = ProcessHandle.current().pid();

  /// Higher than any process number that Linux gives.
  private static final String NOBODY = "999999999";

  @TempDir Path folder;

  @Test
  void saysWhichProcessThisIsUntilItEnds() throws Exception {
    PidFile file = new PidFile(folder.resolve("run/lofi-daemon-1.pid"));
    file.write();
    assertEquals(OURS + "\n", Files.readString(folder.resolve("run/lofi-daemon-1.pid")));

    file.remove();
    assertFalse(Files.exists(folder.resolve("run/lofi-daemon-1.pid")));
  }

  @Test
  void leavesTheFileOfItsSuccessor() throws Exception {
    Path path = Files.writeString(folder.resolve("lofi-daemon-1.pid"), NOBODY);

    new PidFile(path).remove();

    assertTrue(Files.exists(path));
  }

  @Test
  void sweepsTheFilesOfHostsThatWereKilled() throws Exception {
    Path stale = Files.writeString(folder.resolve("lofi-daemon-2.pid"), NOBODY + "\n");
    Path alive = Files.writeString(folder.resolve("lofi-daemon-3.pid"), OURS + "\n");
    Path unfinished = Files.writeString(folder.resolve("lofi-daemon-4.pid"), "");
    Path foreign = Files.writeString(folder.resolve("other.pid"), NOBODY);

    new PidFile(folder.resolve("lofi-daemon-1.pid")).sweepStale();

    assertFalse(Files.exists(stale));
    assertTrue(Files.exists(alive) && Files.exists(unfinished) && Files.exists(foreign));
  }
}
