package lofi.playback.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks the sound server through its `pactl` command; PipeWire answers to it, too.
interface Pactl {
  /// What `pactl` prints in English, or empty when it fails or is not installed.
  Optional<String> run(String... arguments);

  /// The program on this machine.
  static Pactl installed() {
    return Pactl::runProgram;
  }

  private static Optional<String> runProgram(String... arguments) {
    List<String> command = new ArrayList<>(List.of("pactl"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return answerOf(builder.start());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// A server that hangs is given 2 s.
  private static Optional<String> answerOf(Process process)
      throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.onExit().orTimeout(2, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly());
    try (var answer = process.getInputStream()) {
      String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    }
  }
}
