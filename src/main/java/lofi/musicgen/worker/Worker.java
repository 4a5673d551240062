package lofi.musicgen.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.protocol.Ending;
import lofi.musicgen.protocol.GenerateCommand;
import lofi.musicgen.protocol.Stage;
import lofi.musicgen.protocol.Wire;
import lofi.rpc.ErrorReply;
import lofi.rpc.RpcChannel;
import lofi.rpc.RpcException;
import org.jspecify.annotations.Nullable;

/// Makes the pieces that the host asks for, one at a time, until the host goes or nothing comes.
///
/// The thread that calls `run` is `lofi-generate`: it owns the model. The channel's handlers only
/// hand it work and set the cancel mark. When the pipe from the host ends, the pipe's own thread
/// halts the process, so that a long native call does not keep it alive.
final class Worker {
  private static final Logger LOG = System.getLogger("lofi.musicgen");
  private static final Duration HOST_PATIENCE = Duration.ofMinutes(1);
  private static final int OUT_OF_MEMORY = 3;

  private final RpcChannel channel;
  private final ExecutorService handlers;
  private final Duration idleTime;
  private final IntConsumer halt;
  private final ModelShelf shelf = new ModelShelf();
  private final BlockingQueue<Piece> ordered = new ArrayBlockingQueue<>(1);
  private volatile @Nullable Piece current; // written by the handlers' thread, for `cancel`

  /// One piece; any thread may cancel it.
  private static final class Piece {
    private final GenerateCommand command;
    private volatile boolean cancelled;

    Piece(GenerateCommand command) {
      this.command = command;
    }
  }

  /// @param idleTime how long to keep the model when nobody wants a piece
  /// @param halt ends the process at once, with an exit code
  Worker(InputStream in, OutputStream out, Duration idleTime, IntConsumer halt) {
    this.handlers =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("lofi-worker-events").factory());
    this.channel = new RpcChannel("lofi-worker", in, out, handlers);
    this.idleTime = idleTime;
    this.halt = halt;
  }

  /// Works until nothing has come for the idle time, then ends the process.
  void run() throws InterruptedException {
    channel.start(
        (method, _) ->
            CompletableFuture.failedFuture(new ErrorReply("The worker answers no " + method)),
        this::hear,
        () -> halt.accept(0));
    Piece piece = ordered.poll(idleTime.toMillis(), TimeUnit.MILLISECONDS);
    while (piece != null) {
      tell(make(piece));
      piece = ordered.poll(idleTime.toMillis(), TimeUnit.MILLISECONDS);
    }
    leave(0);
  }

  private void hear(String message, List<@Nullable Object> arguments) {
    switch (message) {
      case Wire.GENERATE -> order(GenerateCommand.of(arguments.getFirst()));
      case Wire.CANCEL -> cancel();
      default -> LOG.log(Level.WARNING, () -> "The host says " + message + ", whatever that means");
    }
  }

  private void order(GenerateCommand command) {
    Piece piece = new Piece(command);
    current = piece;
    if (!ordered.offer(piece)) {
      LOG.log(Level.ERROR, "The host orders a piece while another one waits");
    }
  }

  private void cancel() {
    Piece piece = current;
    if (piece != null) {
      piece.cancelled = true;
    }
  }

  private void tell(Stage stage) {
    channel.notify(Wire.STAGE, stage.name());
  }

  private void tell(Ending ending) {
    channel.notify(Wire.ENDED, ending.toWire());
  }

  private void leave(int exitCode) {
    channel.close();
    handlers.shutdown();
    halt.accept(exitCode);
  }

  private Ending make(Piece piece) {
    MusicModel model;
    tell(Stage.LOADING);
    try {
      model = shelf.take(wish(piece.command));
    } catch (IOException | RuntimeException | Error e) {
      return failed(e, Failures.whileLoading(e));
    }
    try {
      return make(piece, model);
    } catch (RpcException e) {
      return new Ending.Cancelled(); // the host does not take the audio, and knows why
    } catch (IOException | RuntimeException | Error e) {
      return failed(e, Failures.whileComposing(e));
    }
  }

  /// After running out of memory nothing in this process can be trusted, so it ends.
  private Ending failed(Throwable failure, Ending.Failed ending) {
    LOG.log(Level.ERROR, "No piece: " + ending.reason(), failure);
    if (failure instanceof OutOfMemoryError) {
      tell(ending);
      leave(OUT_OF_MEMORY);
    }
    return ending;
  }

  private static ModelShelf.Wish wish(GenerateCommand command) {
    return new ModelShelf.Wish(
        command.model(),
        Precision.named(command.quantization()).orElse(Precision.Q8),
        Device.named(command.device()),
        command.threads());
  }

  private Ending make(Piece piece, MusicModel model) throws IOException {
    GenerateCommand command = piece.command;
    var shape = model.codec().shape();
    int frames = (int) Math.ceil(command.durationSec() * shape.framesPerSecond() - 1e-9);
    TokenDrawer drawer = TokenDrawer.seeded(command.temperature(), command.topK(), command.seed());
    long samples = Math.round(command.durationSec() * shape.sampleRate());
    boolean whole =
        new PieceMaker(model)
            .make(
                new PieceMaker.Order(command.prompt(), frames, (float) command.guidance(), drawer),
                new HostCustomer(piece, samples));
    return whole ? new Ending.Finished(frames, model.device()) : new Ending.Cancelled();
  }

  /// The host at the other end of the pipe, as the customer of one piece.
  private final class HostCustomer implements PieceMaker.Customer {
    private final Piece piece;
    private long samplesLeft;

    HostCustomer(Piece piece, long samples) {
      this.piece = piece;
      this.samplesLeft = samples;
    }

    @Override
    public boolean isCancelled() {
      return piece.cancelled;
    }

    @Override
    public void enters(Stage stage) {
      tell(stage);
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {
      channel.notifyLatest(Wire.PROGRESS, Wire.PROGRESS, tokensGenerated, tokensEstimated);
    }

    /// Waits until the host has taken the samples; the last codec frame may stand over.
    @Override
    public void audio(float[] samples) {
      int wanted = (int) Math.min(samplesLeft, samples.length);
      samplesLeft -= wanted;
      try {
        channel.call(Wire.AUDIO, HOST_PATIENCE, Wire.bytes(Arrays.copyOf(samples, wanted)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        piece.cancelled = true;
      }
    }
  }
}
