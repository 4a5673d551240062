package lofi.musicgen;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the model worker is started.
///
/// @param idleTime how long it keeps the model when nobody wants a piece
/// @param errorLog where the worker's standard error goes; nowhere if empty
public record WorkerLaunch(ModelJava java, Duration idleTime, Optional<Path> errorLog) {
  private static final String MAIN = "lofi.musicgen.worker.WorkerMain";

  Process start() throws IOException {
    return java.process(MAIN, List.of("--idle-seconds", Long.toString(idleTime.toSeconds())))
        .redirectError(
            errorLog.map(log -> Redirect.appendTo(log.toFile())).orElse(Redirect.DISCARD))
        .start();
  }
}
