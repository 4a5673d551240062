package lofi.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import lofi.musicgen.ModelJava;
import lofi.musicgen.ModelProgram;
import lofi.rpc.StandardStreams;

/// `lofi-daemon`: the process that Neovim starts.
public final class Main {
  static final String VERSION = "0.1.0";

  private static final int WRONG_USAGE = 64;

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    StandardStreams wire = StandardStreams.take();
    LogFile.useStandardErrorOnly();
    try {
      start(LaunchOptions.parse(List.of(arguments)), wire);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + LaunchOptions.USAGE);
      System.exit(WRONG_USAGE);
    }
  }

  private static void start(LaunchOptions options, StandardStreams wire)
      throws IOException, InterruptedException {
    // No switch over types: a JVM's first one takes 16 ms, and somebody may wait for music.
    if (options.task() instanceof LaunchOptions.Task.PrintVersion) {
      wire.out().write(("lofi-daemon " + VERSION + "\n").getBytes(UTF_8));
    } else if (options.task() instanceof LaunchOptions.Task.VerifyModel(var directory)) {
      System.exit(verify(directory, wire));
    } else if (options.registration()) {
      serve(() -> RegistrationClone.start(wire));
    } else {
      serve(new Host(options, wire)::start);
    }
  }

  /// The host can load no model, so the program that can is asked.
  private static int verify(Path directory, StandardStreams wire) throws IOException {
    List<String> command = List.of("verify", directory.toAbsolutePath().toString());
    ModelJava java = ModelJava.of(ModelModule.bundle(), Optional.empty());
    ModelProgram.Result result = ModelProgram.start(java, command).await((_, _, _) -> {});
    String text = result.isDone() ? String.join("\n", result.lines()) : result.problem();
    wire.out().write((text + "\n").getBytes(UTF_8));
    wire.out().flush();
    return result.isDone() ? 0 : 1;
  }

  /// Stays until the end of Neovim's pipe halts the process: no other thread keeps it alive.
  private static void serve(Runnable start) throws InterruptedException {
    start.run();
    new CountDownLatch(1).await();
  }
}
