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

  /// The Java that runs us, with the jars of our bundle. Weights are mapped and do not count as
  /// heap, so that it can be small.
  ///
  /// @param gpuJar takes the place of our ONNX Runtime: the two cannot share a class path
  public static ModelJava of(Path bundle, Optional<Path> gpuJar) {
    Path lib = bundle.resolve("lib");
    Path runtime = gpuJar.filter(Files::isReadable).orElse(lib.resolve("worker").resolve("*"));
    return new ModelJava(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages",
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Dmsgpack.universal-buffer=true",
            "-cp",
            lib.resolve("lofi.jar") + File.pathSeparator + runtime));
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
