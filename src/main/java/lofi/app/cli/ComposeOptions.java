package lofi.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the command line of `scripts/compose` asks for.
record ComposeOptions(
    String prompt,
    long seed,
    double seconds,
    double streamSeconds,
    boolean loop,
    Optional<Path> wav,
    Optional<Path> json,
    Optional<Path> stems,
    Optional<Path> gallery) {
  static final String USAGE =
      """
      compose [--seed N] [--prompt "rainy night"] [--seconds 60] [--loop]
              [--stream-seconds N] [--wav FILE] [--json FILE] [--stems DIR]
      compose --gallery DIR\
      """;

  /// As much as one WAV file holds.
  private static final int MOST_SECONDS = 6 * 3_600;

  /// @throws IllegalArgumentException with what was expected
  static ComposeOptions parse(String... args) {
    var parser = new Parser(args);
    while (parser.hasMore()) {
      parser.takeOption();
    }
    return parser.options();
  }

  private static final class Parser {
    private final String[] args;
    private int at;
    private String prompt = "lofi hip hop, chill, mellow piano, vinyl crackle";
    private long seed = 1;
    private double seconds = 60;
    private double streamSeconds;
    private boolean loop;
    private @Nullable Path wav;
    private @Nullable Path json;
    private @Nullable Path stems;
    private @Nullable Path gallery;

    Parser(String... args) {
      this.args = args;
    }

    boolean hasMore() {
      return at < args.length;
    }

    void takeOption() {
      String name = args[at++];
      switch (name) {
        case "--prompt" -> prompt = value(name);
        case "--seed" -> seed = seed(value(name));
        case "--seconds" -> seconds = seconds(name, value(name));
        case "--stream-seconds" -> streamSeconds = seconds(name, value(name));
        case "--loop" -> loop = true;
        case "--wav" -> wav = Path.of(value(name));
        case "--json" -> json = Path.of(value(name));
        case "--stems" -> stems = Path.of(value(name));
        case "--gallery" -> gallery = Path.of(value(name));
        default -> throw new IllegalArgumentException("There is no option " + name);
      }
    }

    private String value(String name) {
      if (!hasMore()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      return args[at++];
    }

    private static long seed(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("--seed takes a whole number, not " + text, e);
      }
    }

    private static double seconds(String name, String text) {
      double seconds;
      try {
        seconds = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(name + " takes a number of seconds, not " + text, e);
      }
      if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
        throw new IllegalArgumentException(
            "%s takes up to %d seconds, not %s".formatted(name, MOST_SECONDS, text));
      }
      return seconds;
    }

    ComposeOptions options() {
      if (wav == null && json == null && stems == null && gallery == null) {
        throw new IllegalArgumentException(
            "Say what to write: --wav, --json, --stems or --gallery");
      }
      return new ComposeOptions(
          prompt,
          seed,
          seconds,
          streamSeconds,
          loop,
          Optional.ofNullable(wav),
          Optional.ofNullable(json),
          Optional.ofNullable(stems),
          Optional.ofNullable(gallery));
    }
  }
}
