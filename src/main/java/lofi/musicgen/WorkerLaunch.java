package lofi.musicgen;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the model worker is started.
///
/// @param command the Java runtime with its flags (the Vector API's module among them), the class
///   path with the ONNX Runtime jar, and the worker's main class
/// @param errorLog where the worker's standard error goes; nowhere if empty
public record WorkerLaunch(List<String> command, Optional<Path> errorLog) {
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final String LOWER_PRIORITY = "10";

  public WorkerLaunch {
    command = List.copyOf(command);
  }

  /// Starts the process, below the priority of everything that a user waits for.
  Process start() throws IOException {
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      whole.addAll(List.of(NICE.toString(), "-n", LOWER_PRIORITY));
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1"); // read when its library is loaded
    return builder
        .redirectError(
            errorLog.map(log -> Redirect.appendTo(log.toFile())).orElse(Redirect.DISCARD))
        .start();
  }
}
