package lofi.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What the command line of `lofi-daemon` asks for.
///
/// @param idleTimeout how long the host stays when nothing happens; zero means for ever
/// @param registration whether only `poll` and `specs` will be asked, by `:UpdateRemotePlugins`
record LaunchOptions(
    Task task, Duration idleTimeout, Optional<Path> pidFile, boolean registration) {
  static final String USAGE =
      """
      usage: lofi-daemon [--idle-timeout SECONDS] [--pid-file FILE] [--registration]
             lofi-daemon --version
             lofi-daemon --verify-model DIR\
      """;

  private static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofMinutes(5);

  /// What the program is started for.
  sealed interface Task {
    record ServeNeovim() implements Task {}

    record PrintVersion() implements Task {}

    record VerifyModel(Path directory) implements Task {}
  }

  /// @throws IllegalArgumentException with a sentence for the user
  static LaunchOptions parse(List<String> arguments) {
    Task task = new Task.ServeNeovim();
    Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;
    Optional<Path> pidFile = Optional.empty();
    boolean registration = false;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String flag = rest.removeFirst();
      switch (flag) {
        case "--version" -> task = new Task.PrintVersion();
        case "--verify-model" -> task = new Task.VerifyModel(Path.of(valueOf(flag, rest)));
        case "--idle-timeout" -> idleTimeout = seconds(flag, valueOf(flag, rest));
        case "--pid-file" -> pidFile = Optional.of(Path.of(valueOf(flag, rest)));
        case "--registration" -> registration = true;
        default -> throw new IllegalArgumentException("lofi-daemon does not know " + flag);
      }
    }
    return new LaunchOptions(task, idleTimeout, pidFile, registration);
  }

  private static String valueOf(String flag, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(flag + " needs a value");
    }
    return rest.removeFirst();
  }

  private static Duration seconds(String flag, String text) {
    try {
      long seconds = Long.parseLong(text);
      if (seconds >= 0) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence below, which says the same of every wrong value.
    }
    throw new IllegalArgumentException(
        flag + " takes whole seconds from 0 (never), not \"" + text + "\"");
  }
}
