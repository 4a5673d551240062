package lofi.musicgen;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import lofi.generation.GenerationSink;
import lofi.musicgen.protocol.Ending;
import lofi.musicgen.protocol.GenerateCommand;
import org.jspecify.annotations.Nullable;

/// The model worker, whichever process it is just now: one is started when a piece is wanted, and
/// another when that one has left or died.
public final class ModelWorker implements AutoCloseable {
  private static final Logger LOG = System.getLogger("lofi.musicgen");

  private final WorkerLaunch launch;

  /// Guarded by the monitor, since `close` comes from another thread.
  private @Nullable WorkerProcess process;

  private boolean isClosed;

  public ModelWorker(WorkerLaunch launch) {
    this.launch = launch;
  }

  /// Has one piece made. One thread calls this, one piece at a time.
  ///
  /// A worker that leaves because it was idle may do so just when a piece is ordered: then a new
  /// one gets the order.
  ///
  /// @throws IOException what the sink threw
  Ending make(GenerateCommand command, GenerationSink sink)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < 2; tries++) {
      WorkerProcess running;
      try {
        running = running();
      } catch (IOException e) {
        LOG.log(Level.ERROR, "The model worker cannot be started", e);
        return doesNotStart("The model worker cannot be started.");
      }
      Optional<Ending> ending = running.make(command, sink);
      if (ending.isPresent()) {
        return ending.get();
      }
    }
    return doesNotStart("The model worker ends before it has loaded the model.");
  }

  private static Ending doesNotStart(String reason) {
    return new Ending.Failed(
        Ending.Fault.LOADING,
        reason,
        "Choose a smaller quantization if memory is short; :Lofi log shows its last words.");
  }

  private synchronized WorkerProcess running() throws IOException {
    if (isClosed) {
      throw new IOException("The host is leaving");
    }
    if (process == null || !process.isAlive()) {
      process = WorkerProcess.start(launch);
    }
    return process;
  }

  /// Ends the worker, also one that is in the middle of a piece, and starts no other.
  @Override
  public void close() {
    WorkerProcess running;
    synchronized (this) {
      isClosed = true;
      running = process;
    }
    if (running != null) {
      running.stop();
    }
  }
}
