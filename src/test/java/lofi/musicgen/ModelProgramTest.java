package lofi.musicgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real program in a process of its own.
class ModelProgramTest {
  private final List<String> heard = new ArrayList<>();
  @TempDir Path models;

  @Test
  void convertsACheckpointAndTellsHowFarItIs() throws IOException {
    Path target = models.resolve("tiny-q8");

    ModelProgram.Result converted =
        run(
            "convert",
            TinyModel.checkpoint().toString(),
            target.toString(),
            "--quantization",
            "q8",
            "--progress");
    ModelProgram.Result listed = run("list", "--models", models.toString());

    assertTrue(converted.isDone(), converted.problem());
    assertEquals("3 of 3 conversion", heard.getLast());
    assertTrue(listed.lines().contains("tiny-q8  installed: tiny-q8-own-v1"), listed.toString());
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Files.writeString(models.resolve("config.json"), "{}");

    ModelProgram.Result result = run("verify", models.toString());

    assertFalse(result.isDone());
    assertEquals("There is no decoder in " + models, result.problem());
  }

  private ModelProgram.Result run(String... arguments) throws IOException {
    return ModelProgram.start(TestJava.shortLived(), List.of(arguments))
        .await((done, total, what) -> heard.add(done + " of " + total + " " + what));
  }
}
