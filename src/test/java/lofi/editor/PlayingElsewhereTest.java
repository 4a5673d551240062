package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two Neovims that share a state folder.
@Timeout(30)
class PlayingElsewhereTest {
  @TempDir Path folder;
  private Desk one;
  private Desk other;

  @BeforeEach
  void sitDown() throws Exception {
    one = new Desk(folder);
    other = new Desk(folder);
  }

  @AfterEach
  void leave() throws Exception {
    one.close();
    other.close();
  }

  @Test
  void theSecondThatPlaysSaysSoOnce() throws Exception {
    one.types("");
    other.types("");
    other.types("stop");
    other.types("");

    assertEquals(List.of(), one.messages());
    assertEquals("Another Neovim plays already", other.message());
  }

  @Test
  void nobodyIsDisturbedWhenTheFirstPausesOrStops() throws Exception {
    one.types("");
    one.types("pause");
    other.types("");
    other.types("stop");
    one.types("resume");

    assertEquals(List.of(), one.messages());
    assertEquals(List.of(), other.messages());
  }
}
