package lofi.musicgen;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Installs, converts and checks models in a process of its own, as `scripts/model` does.
///
/// Converting needs code and memory that the host does not have. The process ends when the host
/// does; what it has fetched is kept.
public final class ModelProgram {
  private static final String MAIN = "lofi.musicgen.worker.ModelTool";
  private static final Pattern PROGRESS = Pattern.compile("progress (\\d+) (\\d+) (.*)");

  private final List<String> java;

  /// Hears how far a command is, and may end it.
  public interface Watcher {
    /// @param what a file's name, or `conversion`
    void progress(long done, long total, String what);

    boolean isCancelled();
  }

  /// How a command ended.
  ///
  /// @param lines what it has to say
  /// @param problem why it failed, for the user; empty if it did not
  public record Result(boolean isDone, List<String> lines, String problem) {
    public Result {
      lines = List.copyOf(lines);
    }
  }

  /// @param java the Java runtime with its flags and class path, as for the worker, without a main
  ///   class
  public ModelProgram(List<String> java) {
    this.java = List.copyOf(java);
  }

  /// Runs one command of `scripts/model` and waits for its end.
  ///
  /// @param arguments such as `install`, `musicgen-small`, `--yes`, `--progress`
  public Result run(List<String> arguments, Watcher watcher) throws IOException {
    Path errors = Files.createTempFile("lofi-model", ".err");
    try {
      Process process = start(arguments, errors);
      List<String> lines = new ArrayList<>();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          hear(line, lines, watcher);
          if (watcher.isCancelled()) {
            process.destroy();
          }
        }
      }
      boolean isDone = process.onExit().join().exitValue() == 0;
      return new Result(isDone, lines, isDone ? "" : lastLine(errors));
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private Process start(List<String> arguments, Path errors) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.add(MAIN);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(Redirect.to(errors.toFile()));
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1"); // read when its library is loaded
    return builder.start();
  }

  private static void hear(String line, List<String> lines, Watcher watcher) {
    Matcher progress = PROGRESS.matcher(line);
    if (progress.matches()) {
      watcher.progress(
          Long.parseLong(progress.group(1)), Long.parseLong(progress.group(2)), progress.group(3));
    } else {
      lines.add(line);
    }
  }

  private static String lastLine(Path errors) throws IOException {
    return Files.readAllLines(errors).stream()
        .filter(line -> line.startsWith("model: "))
        .map(line -> line.substring("model: ".length()))
        .reduce((_, last) -> last)
        .orElse("The model program ended unexpectedly.");
  }
}
