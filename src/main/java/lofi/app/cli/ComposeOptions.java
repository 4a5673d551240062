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
        case "--seed" -> seed = Long.parseLong(value(name));
        case "--seconds" -> seconds = Double.parseDouble(value(name));
        case "--stream-seconds" -> streamSeconds = Double.parseDouble(value(name));
        case "--loop" -> loop = true;
        case "--wav" -> wav = Path.of(value(name));
        case "--json" -> json = Path.of(value(name));
        case "--stems" -> stems = Path.of(value(name));
        case "--gallery" -> gallery = Path.of(value(name));
        default -> throw new IllegalArgumentException("Unknown option " + name);
      }
    }

    private String value(String name) {
      if (!hasMore()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      return args[at++];
    }

    ComposeOptions options() {
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
