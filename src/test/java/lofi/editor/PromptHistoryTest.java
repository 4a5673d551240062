package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lofi.generation.ErrorCode;
import lofi.generation.Submission;
import lofi.generation.TrackWish;
import lofi.library.ManualExecutor;
import lofi.library.TrackId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptHistoryTest {
  private static final Submission TAKEN = new Submission.Queued(new TrackId("a1b2c3d4"), 0, 1);

  @TempDir Path folder;
  private final ManualExecutor disk = new ManualExecutor();

  @Test
  void theNewestComesFirstAndNoneTwice() {
    PromptHistory history = open();
    give(history, "rain", "sun", " rain ");

    assertEquals(List.of("rain", "sun"), history.newestFirst());
  }

  @Test
  void theNextSessionKnowsThem() {
    give(open(), "rain", "sun \"bright\"\nünï");

    assertEquals(List.of("sun \"bright\"\nünï", "rain"), open().newestFirst());
  }

  @Test
  void twoNeovimsKeepEachOthersPrompts() {
    PromptHistory one = open();
    PromptHistory other = open();
    give(one, "rain");
    give(other, "sun");

    assertEquals(List.of("sun", "rain"), open().newestFirst());
  }

  @Test
  void onlySoManyAreKept() {
    PromptHistory history = open();
    for (int i = 0; i < PromptHistory.MOST_PROMPTS + 5; i++) {
      give(history, "rain " + i);
    }

    assertEquals(PromptHistory.MOST_PROMPTS, open().newestFirst().size());
    assertEquals("rain 104", open().newestFirst().getFirst());
  }

  @Test
  void whatWasRefusedOrLeftOutIsNotRemembered() {
    PromptHistory history = open();
    history.remember(
        TrackWish.of("rain"), new Submission.Rejected(ErrorCode.INVALID_REQUEST, "No", "No."));
    history.remember(TrackWish.anything(), TAKEN);

    assertEquals(List.of(), history.newestFirst());
  }

  @Test
  void aBrokenFileIsReplacedAndNothingIsLeftBeside() throws Exception {
    Files.writeString(folder.resolve("prompts.json"), "{\"prompts\": [\"ra");
    give(open(), "sun");

    assertEquals(List.of("sun"), open().newestFirst());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOnlyTheMemory() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    PromptHistory history =
        new PromptHistory(
            new StateFolder(folder.resolve("file/state")), new DiskWork(disk, Runnable::run));
    give(history, "rain", "sun");

    assertEquals(List.of("sun", "rain"), history.newestFirst());
    assertTrue(disk.isIdle());
  }

  private PromptHistory open() {
    PromptHistory history =
        new PromptHistory(new StateFolder(folder), new DiskWork(disk, Runnable::run));
    history.load(() -> {});
    disk.runAll();
    return history;
  }

  private void give(PromptHistory history, String... prompts) {
    for (String prompt : prompts) {
      history.remember(TrackWish.of(prompt), TAKEN);
    }
    disk.runAll();
  }
}
