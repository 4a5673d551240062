package lofi.musicgen;

import java.io.IOException;
import java.util.Optional;
import lofi.generation.GenerationSink;
import lofi.musicgen.protocol.Ending;
import lofi.musicgen.protocol.GenerateCommand;
import org.jspecify.annotations.Nullable;

/// The model worker, whichever process it is just now: one is started when a piece is wanted, and
/// another when that one has left or died.
public final class ModelWorker implements AutoCloseable {
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
  /// @throws IOException what the sink threw, or that no process can be started
  Ending make(GenerateCommand command, GenerationSink sink)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < 2; tries++) {
      Optional<WorkerProcess> running = running();
      if (running.isEmpty()) {
        return new Ending.Cancelled();
      }
      Optional<Ending> ending = running.get().make(command, sink);
      if (ending.isPresent()) {
        return ending.get();
      }
    }
    return new Ending.Failed(
        Ending.Fault.LOADING,
        "The model worker does not start, or ends while it loads the model.",
        "Choose a smaller quantization if memory is short; :Lofi log shows its last words.");
  }

  /// Nothing once everything is being closed.
  private synchronized Optional<WorkerProcess> running() throws IOException {
    if (!isClosed && (process == null || !process.isAlive())) {
      process = WorkerProcess.start(launch);
    }
    return isClosed ? Optional.empty() : Optional.ofNullable(process);
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
