package lofi.musicgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelJavaTest {
  @TempDir Path folder;

  /// ONNX Runtime reads it while its library is loaded, before any code could say so.
  @Test
  void telemetryIsForbiddenBeforeAnythingIsLoaded() {
    ProcessBuilder process = new ModelJava(List.of("java")).process("Main", List.of());

    assertEquals("1", process.environment().get("ORT_DISABLE_TELEMETRY"));
  }

  @Test
  void onlyTheWorkersClassPathHasOnnxRuntime() {
    assertTrue(classPath(Optional.empty()).endsWith("/lib/lofi.jar:" + folder + "/lib/worker/*"));
  }

  @Test
  void aJarForGraphicsCardsTakesThePlaceOfOurs() throws IOException {
    Path jar = Files.createFile(folder.resolve("onnxruntime_gpu.jar"));

    assertTrue(classPath(Optional.of(jar)).endsWith("/lib/lofi.jar:" + jar));
  }

  @Test
  void aJarThatIsNotThereTakesNobodysPlace() {
    assertEquals(
        classPath(Optional.empty()), classPath(Optional.of(folder.resolve("nothing.jar"))));
  }

  private String classPath(Optional<Path> gpuJar) {
    return ModelJava.of(folder, gpuJar).command().getLast();
  }
}
