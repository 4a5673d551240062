package lofi.musicgen;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How Java is started for models: with ONNX Runtime, below the priority of everything that a user
/// waits for.
///
/// @param command the Java runtime with its flags and class path, without a main class
public record ModelJava(List<String> command) {
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final String LOWER_PRIORITY = "10";

  public ModelJava {
    command = List.copyOf(command);
  }

  /// The Java that runs us, with the jars of our bundle and the flags that lie in it.
  ///
  /// @param gpuJar takes the place of our ONNX Runtime: the two cannot share a class path
  public static ModelJava of(Path bundle, Optional<Path> gpuJar) {
    Path lib = bundle.resolve("lib");
    Path runtime = gpuJar.filter(Files::isReadable).orElse(lib.resolve("worker").resolve("*"));
    return new ModelJava(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + bundle.resolve("bin").resolve("model.args"),
            "-cp",
            lib.resolve("lofi.jar") + File.pathSeparator + runtime));
  }

  /// The same with another limit for the heap, such as `512m`.
  ModelJava withHeap(String limit) {
    List<String> changed = new ArrayList<>(command);
    changed.add("-Xmx" + limit); // the last one counts
    return new ModelJava(changed);
  }

  /// A process with this main class, not started yet.
  ProcessBuilder process(String main, List<String> arguments) {
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      whole.addAll(List.of(NICE.toString(), "-n", LOWER_PRIORITY));
    }
    whole.addAll(command);
    whole.add(main);
    whole.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(whole);
    // Read when ONNX Runtime's library is loaded, before any code of ours could say so.
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return builder;
  }
}
