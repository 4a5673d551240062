package lofi.musicgen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.ModelFolder.Search;
import lofi.musicgen.installed.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledModelsTest {
  @TempDir Path models;

  @Test
  void theOptionMayNameOneModel() throws IOException {
    Path model = PublishedModels.merged(models);

    assertEquals(model, best(model, Precision.FP32).folder());
  }

  @Test
  void theNearestPrecisionOfAllModelsIsTaken() throws IOException {
    Path exact = own("musicgen-small-fp32", "fp32");
    Path small = own("musicgen-small-q4", "q4");

    assertEquals(small, best(models, Precision.Q4).folder());
    assertEquals(exact, best(models, Precision.Q8).folder());
    assertEquals("musicgen-small-q4-own-v1", best(models, Precision.Q4).version());
  }

  @Test
  void ourOwnLayoutGoesFirst() throws IOException {
    PublishedModels.merged(models);
    Path own = own("own", "fp32");

    assertEquals(own, best(models, Precision.FP32).folder());
  }

  @Test
  void whatIsNotFinishedIsNoModel() throws IOException {
    own(".unfinished-musicgen-small", "q4");

    assertEquals("There is no model in " + models, missing(models));
  }

  @Test
  void aCheckpointThatNobodyConvertedIsNamed() throws IOException {
    Path checkpoint = Files.createDirectory(models.resolve("musicgen-small"));
    Files.createFile(checkpoint.resolve("model.safetensors"));

    assertEquals("The model in " + checkpoint + " has not been converted yet", missing(models));
  }

  @Test
  void aFolderThatIsNotThereHasNoModel() {
    Path nowhere = models.resolve("nowhere");

    assertEquals("There is no model in " + nowhere, missing(nowhere));
  }

  private static ModelFolder best(Path weights, Precision wanted) {
    return assertInstanceOf(Search.Found.class, InstalledModels.best(weights, wanted)).model();
  }

  private static String missing(Path weights) {
    return assertInstanceOf(Search.Missing.class, InstalledModels.best(weights, Precision.Q4))
        .reason();
  }

  /// What is looked at of a model in our own layout.
  private Path own(String name, String quantization) throws IOException {
    Path folder = Files.createDirectory(models.resolve(name));
    byte[] index = "{\"quantization\": \"%s\"}".formatted(quantization).getBytes(UTF_8);
    ByteBuffer file = ByteBuffer.allocate(index.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(folder.resolve("decoder.lofi"), file.put(index).putInt(index.length).array());
    for (String part : List.of("config.json", "tokenizer.json", "text_encoder.onnx")) {
      Files.createFile(folder.resolve(part));
    }
    return folder;
  }
}
