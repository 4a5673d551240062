package lofi.musicgen.worker;

import java.time.Duration;
import lofi.rpc.StandardStreams;

/// Starts the model worker: `WorkerMain [--idle-seconds N]`, spoken to over standard input and
/// output.
public final class WorkerMain {
  private static final Duration IDLE_TIME = Duration.ofMinutes(2);

  private WorkerMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    StandardStreams wire = StandardStreams.take();
    Thread.currentThread().setName("lofi-generate");
    new Worker(wire.in(), wire.out(), idleTime(arguments), Runtime.getRuntime()::halt).run();
  }

  private static Duration idleTime(String[] arguments) {
    boolean given = arguments.length == 2 && arguments[0].equals("--idle-seconds");
    return given ? Duration.ofSeconds(Long.parseLong(arguments[1])) : IDLE_TIME;
  }
}
