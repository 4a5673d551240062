package lofi.weights;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  @TempDir Path folder;

  @Test
  void whatFitsIsAccepted() {
    assertDoesNotThrow(() -> DiskSpace.require("A track", 1, folder.resolve("not/there/yet")));
  }

  @Test
  void whatDoesNotFitIsRefusedWithAdvice() {
    var refusal =
        assertThrows(
            WeightsException.class,
            () -> DiskSpace.require("The copy", 1L << 60, folder.resolve("not/there/yet")));

    String reason = String.valueOf(refusal.getMessage());
    assertTrue(reason.startsWith("The copy needs 1,099,511,627,"), reason);
    assertTrue(reason.contains(folder + " has "), reason);
    assertTrue(refusal.advice().contains("model.weights_path"), refusal.advice());
  }
}
