package lofi.musicgen;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lofi.generation.GenerationSink;
import lofi.musicgen.protocol.Ending;
import lofi.musicgen.protocol.Ending.Fault;
import lofi.musicgen.protocol.GenerateCommand;
import lofi.musicgen.protocol.Stage;
import lofi.musicgen.protocol.Wire;
import lofi.rpc.ErrorReply;
import lofi.rpc.RpcChannel;
import org.jspecify.annotations.Nullable;

/// A running model worker, as the thread sees it that wants a piece.
///
/// What the worker says waits in a queue that `make` empties, so that the sink is only ever used by
/// the thread that asked for the piece.
final class WorkerProcess {
  private static final Logger LOG = System.getLogger("lofi.musicgen");
  private static final long CANCEL_CHECK_MILLIS = 25;
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);
  private static final int KILLED = 128 + 9;
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final RpcChannel channel;
  private final BlockingQueue<Runnable> heard = new LinkedBlockingQueue<>();
  private volatile boolean over; // set by a pipe's thread
  private @Nullable Work work;

  /// One piece while it is made. Only the thread in `make` touches it.
  private static final class Work {
    private final GenerationSink sink;
    private @Nullable Ending ending;
    private @Nullable IOException sinkFailure;

    /// What the worker was doing when it was last heard of; nothing before it has said a word.
    private @Nullable Stage stage;

    Work(GenerationSink sink) {
      this.sink = sink;
    }
  }

  private WorkerProcess(Process process) {
    this.process = process;
    this.channel =
        new RpcChannel(
            "lofi-worker", process.getInputStream(), process.getOutputStream(), heard::add);
  }

  static WorkerProcess start(WorkerLaunch launch) throws IOException {
    WorkerProcess worker = new WorkerProcess(launch.start());
    worker.channel.start(worker::answer, worker::hear, worker::end);
    return worker;
  }

  boolean isAlive() {
    return !over && process.isAlive();
  }

  /// Has one piece made. The answer is empty when the worker died before it said a word of it.
  ///
  /// @throws IOException what the sink threw
  Optional<Ending> make(GenerateCommand command, GenerationSink sink)
      throws IOException, InterruptedException {
    Work piece = new Work(sink);
    work = piece;
    channel.notify(Wire.GENERATE, command.toWire());
    try {
      await(piece);
    } finally {
      work = null;
    }
    if (piece.sinkFailure != null) {
      throw piece.sinkFailure;
    }
    return Optional.ofNullable(piece.ending);
  }

  private void await(Work piece) throws InterruptedException {
    long patienceEnds = Long.MAX_VALUE;
    while (piece.ending == null) {
      boolean isOver = over; // asked first: what was said before the end is heard before it
      Runnable message = heard.poll(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
      if (message != null) {
        message.run();
      } else if (isOver) {
        piece.ending = piece.stage == null ? null : died(piece.stage);
        return;
      }
      boolean unwanted = piece.sinkFailure != null || piece.sink.isCancelled();
      if (unwanted && patienceEnds == Long.MAX_VALUE) {
        channel.notify(Wire.CANCEL);
        patienceEnds = System.nanoTime() + CANCEL_PATIENCE.toNanos();
      }
      if (patienceEnds != Long.MAX_VALUE && System.nanoTime() > patienceEnds) {
        stop(); // it is loading, or hangs
        piece.ending = new Ending.Cancelled();
      }
    }
  }

  private Ending died(Stage stage) throws InterruptedException {
    boolean ended = process.waitFor(1, TimeUnit.SECONDS);
    int code = ended ? process.exitValue() : -1;
    Fault fault = stage == Stage.LOADING ? Fault.LOADING : Fault.INFERENCE;
    if (code == KILLED || code == OUT_OF_MEMORY) {
      return new Ending.Failed(
          fault,
          "The model worker was ended while %s, most likely because memory ran out."
              .formatted(stage.doing()),
          "Choose a smaller quantization (model.quantization = \"q4\"), or close other programs.");
    }
    return new Ending.Failed(
        fault,
        "The model worker ended unexpectedly while %s (exit code %d)."
            .formatted(stage.doing(), code),
        "Try again: the next request starts a new one. :Lofi log shows its last words.");
  }

  private CompletionStage<? extends @Nullable Object> answer(
      String method, List<@Nullable Object> arguments) {
    Work piece = work;
    if (piece == null || piece.sinkFailure != null || !method.equals(Wire.AUDIO)) {
      throw new ErrorReply("Nobody wants " + method);
    }
    float[] samples = Wire.samples(arguments.getFirst());
    try {
      piece.sink.write(samples, samples.length);
      return CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      piece.sinkFailure = e;
      throw new ErrorReply("The audio cannot be kept");
    }
  }

  private void hear(String message, List<@Nullable Object> arguments) {
    Work piece = work;
    if (piece == null) {
      return;
    }
    switch (message) {
      case Wire.STAGE -> enter(piece, Stage.valueOf(String.valueOf(arguments.getFirst())));
      case Wire.PROGRESS ->
          piece.sink.progress(Wire.integer(arguments.get(0)), Wire.integer(arguments.get(1)));
      case Wire.ENDED -> piece.ending = Ending.of(arguments.getFirst());
      default -> {} // a later version may say more
    }
  }

  private static void enter(Work piece, Stage stage) {
    LOG.log(Level.DEBUG, () -> "The model worker is " + stage.doing());
    piece.stage = stage;
  }

  private void end() {
    over = true;
  }

  /// Ends the process: first its pipe, which it heeds even within a native call, then by force.
  void stop() {
    over = true;
    channel.close();
    process.destroyForcibly();
  }
}
