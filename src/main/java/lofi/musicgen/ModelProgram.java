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

/// One command of `scripts/model` in a process of its own: it installs, converts or checks models.
///
/// Converting needs code and memory that the host does not have. The process ends when the host
/// does; what it has fetched is kept.
public final class ModelProgram {
  /// A conversion leaves garbage as large as its heap.
  private static final String HEAP = "512m";

  private static final String MAIN = "lofi.musicgen.worker.ModelTool";
  private static final Pattern PROGRESS = Pattern.compile("progress (\\d+) (\\d+) (.*)");

  private final Process process;
  private final Path errors;

  /// Hears how far the command is, on the thread that awaits its end.
  @FunctionalInterface
  public interface Progress {
    /// @param what a file's name, or `conversion`
    void tell(long done, long total, String what);
  }

  /// How the command ended.
  ///
  /// @param lines what it has to say
  /// @param problem why it failed, for the user; empty if it did not
  public record Result(boolean isDone, List<String> lines, String problem) {
    public Result {
      lines = List.copyOf(lines);
    }
  }

  private ModelProgram(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /// @param arguments such as `install`, `musicgen-small`, `--yes`, `--progress`; only with the
  ///   last does it tell its progress and can be broken off
  public static ModelProgram start(ModelJava java, List<String> arguments) throws IOException {
    Path errors = Files.createTempFile("lofi-model", ".err");
    try {
      Process process =
          java.withHeap(HEAP)
              .process(MAIN, arguments)
              .redirectError(Redirect.to(errors.toFile()))
              .start();
      return new ModelProgram(process, errors);
    } catch (IOException e) {
      Files.deleteIfExists(errors);
      throw e;
    }
  }

  /// Waits for the command's end. To be called once.
  public Result await(Progress progress) throws IOException {
    try {
      List<String> lines = new ArrayList<>();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          hear(line, lines, progress);
        }
      }
      boolean isDone = process.onExit().join().exitValue() == 0;
      return new Result(isDone, lines, isDone ? "" : whyNot(lines));
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  /// Ends the command early; what it has fetched is kept. Any thread may do so.
  public void breakOff() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close(); // it reads this pipe to its end
  }

  private static void hear(String line, List<String> lines, Progress listener) {
    Matcher progress = PROGRESS.matcher(line);
    if (progress.matches()) {
      listener.tell(
          Long.parseLong(progress.group(1)), Long.parseLong(progress.group(2)), progress.group(3));
    } else {
      lines.add(line);
    }
  }

  /// The last complaint, else what was found.
  private String whyNot(List<String> lines) throws IOException {
    String found = lines.isEmpty() ? "The model program ended unexpectedly." : join(lines);
    return Files.readAllLines(errors).stream()
        .filter(line -> line.startsWith("model: "))
        .map(line -> line.substring("model: ".length()))
        .reduce((_, last) -> last)
        .orElse(found);
  }

  private static String join(List<String> lines) {
    return String.join(" ", lines);
  }
}
