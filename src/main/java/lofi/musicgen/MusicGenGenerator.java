package lofi.musicgen;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import lofi.generation.ErrorCode;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.TrackGenerator;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.protocol.Ending;
import lofi.musicgen.protocol.GenerateCommand;
import org.jspecify.annotations.Nullable;

/// Makes tracks with MusicGen, in a process of its own that is started when it is wanted.
///
/// The death of that process costs the piece it was making; the next piece starts another one.
public final class MusicGenGenerator implements TrackGenerator, AutoCloseable {
  private static final Logger LOG = System.getLogger("lofi.musicgen");
  private static final int SAMPLE_RATE = 32_000;

  private final MusicGenSettings settings;
  private final WorkerLaunch launch;
  private volatile @Nullable WorkerProcess worker; // `close` comes from another thread
  private String lastDevice = "";

  public MusicGenGenerator(MusicGenSettings settings, WorkerLaunch launch) {
    this.settings = settings;
    this.launch = launch;
  }

  /// Whether there is a model to make music with.
  public boolean isInstalled() {
    return search() instanceof ModelFolder.Search.Found;
  }

  private ModelFolder.Search search() {
    return ModelFolder.find(settings.model(), settings.precision());
  }

  @Override
  public String modelVersion() {
    return switch (search()) {
      case ModelFolder.Search.Found(ModelFolder model) -> model.version();
      case ModelFolder.Search.Missing _ -> settings.model().getFileName() + "-missing";
    };
  }

  @Override
  public int sampleRate() {
    return SAMPLE_RATE;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Outcome generate(GenerationRequest request, GenerationSink sink) throws IOException {
    if (search() instanceof ModelFolder.Search.Missing(String reason)) {
      return new Outcome.Failed(
          ErrorCode.MODEL_NOT_FOUND,
          reason + ".",
          "Run :Lofi model install, or point model.weights_path at a model's folder.");
    }
    try {
      return outcome(make(command(request), sink));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled();
    }
  }

  /// A worker that leaves because it was idle may do so just when a piece is ordered: then a new
  /// one gets the order.
  private Ending make(GenerateCommand command, GenerationSink sink)
      throws IOException, InterruptedException {
    Optional<Ending> ending = runningWorker().make(command, sink);
    if (ending.isEmpty()) {
      ending = runningWorker().make(command, sink);
    }
    return ending.orElseGet(MusicGenGenerator::neverStarted);
  }

  private static Ending neverStarted() {
    return new Ending.Failed(
        Ending.Fault.LOADING,
        "The model worker does not start, or ends while it loads the model.",
        "Choose a smaller quantization if memory is short; :Lofi log shows its last words.");
  }

  private WorkerProcess runningWorker() throws IOException {
    WorkerProcess running = worker;
    if (running == null || !running.isAlive()) {
      running = WorkerProcess.start(launch);
      worker = running;
    }
    return running;
  }

  private GenerateCommand command(GenerationRequest request) {
    return new GenerateCommand(
        settings.model().toAbsolutePath(),
        settings.precision().label(),
        settings.device(),
        settings.threads(),
        request.prompt().text(),
        request.seed(),
        request.durationSec(),
        settings.guidance(),
        settings.temperature(),
        settings.topK());
  }

  private Outcome outcome(Ending ending) {
    return switch (ending) {
      case Ending.Finished(int tokens, String device) -> {
        sayOnce(device);
        yield new Outcome.Finished(
            new GeneratedAudio(tokens, Optional.empty(), Map.of("device", device)));
      }
      case Ending.Cancelled() -> new Outcome.Cancelled();
      case Ending.Failed(var fault, var reason, var advice) ->
          new Outcome.Failed(code(fault), reason, advice);
    };
  }

  private void sayOnce(String device) {
    if (!device.equals(lastDevice)) {
      lastDevice = device;
      LOG.log(Level.INFO, () -> "MusicGen runs on " + device);
    }
  }

  private static ErrorCode code(Ending.Fault fault) {
    return switch (fault) {
      case REQUEST -> ErrorCode.INVALID_REQUEST;
      case MISSING -> ErrorCode.MODEL_NOT_FOUND;
      case LOADING -> ErrorCode.MODEL_LOAD_FAILED;
      case INFERENCE -> ErrorCode.MODEL_INFERENCE_FAILED;
    };
  }

  /// Ends the worker, also one that is in the middle of a piece.
  @Override
  public void close() {
    WorkerProcess running = worker;
    if (running != null) {
      running.stop();
    }
  }
}
