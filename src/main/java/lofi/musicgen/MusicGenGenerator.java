package lofi.musicgen;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lofi.generation.ErrorCode;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSink;
import lofi.generation.GeneratorInfo;
import lofi.generation.Outcome;
import lofi.generation.TrackGenerator;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.ModelFolder.Search;
import lofi.musicgen.protocol.Ending;
import lofi.musicgen.protocol.GenerateCommand;

/// Makes tracks with MusicGen, in a process of its own that is started when it is wanted.
///
/// The death of that process costs the piece it was making; the next piece starts another one.
public final class MusicGenGenerator implements TrackGenerator {
  private static final Logger LOG = System.getLogger("lofi.musicgen");
  private static final int SAMPLE_RATE = 32_000;

  // What the model's authors used for their samples.
  private static final double GUIDANCE = 3;
  private static final double TEMPERATURE = 1;
  private static final int TOP_K = 250;

  private final ModelSettings settings;
  private final Search model;
  private final ModelWorker worker;
  private final Consumer<String> news;

  /// Where the last piece was made and why there; written by the thread that generates.
  private volatile String device = "";

  /// @param model the model that was found, or why there is none
  /// @param news hears, on the thread that generates, what the user should know
  public MusicGenGenerator(
      ModelSettings settings, Search model, ModelWorker worker, Consumer<String> news) {
    this.settings = settings;
    this.model = model;
    this.worker = worker;
    this.news = news;
  }

  @Override
  public String modelVersion() {
    return switch (model) {
      case Search.Found(ModelFolder found) -> found.version();
      case Search.Missing _ -> "musicgen-missing";
    };
  }

  @Override
  public GeneratorInfo info() {
    Optional<String> quantization =
        model instanceof Search.Found(ModelFolder found)
            ? Optional.of(found.precision().label())
            : Optional.empty();
    String known = device.split("[ ,]", 2)[0];
    return new GeneratorInfo("musicgen", quantization, known.isEmpty() ? settings.device() : known);
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
    return switch (model) {
      case Search.Missing(String reason) ->
          new Outcome.Failed(
              ErrorCode.MODEL_NOT_FOUND,
              reason + ".",
              "Run :Lofi model install, or point model.weights_path at a model's folder.");
      case Search.Found(ModelFolder found) -> generate(found, request, sink);
    };
  }

  private Outcome generate(ModelFolder found, GenerationRequest request, GenerationSink sink)
      throws IOException {
    try {
      return outcome(worker.make(command(found, request), sink));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled();
    }
  }

  private GenerateCommand command(ModelFolder found, GenerationRequest request) {
    return new GenerateCommand(
        found.folder().toAbsolutePath(),
        found.precision().label(),
        settings.device(),
        settings.threads().orElse(0),
        request.prompt().text(),
        request.seed(),
        request.durationSec(),
        GUIDANCE,
        TEMPERATURE,
        TOP_K);
  }

  private Outcome outcome(Ending ending) {
    return switch (ending) {
      case Ending.Finished(int tokens, String where) -> {
        ranOn(where);
        yield new Outcome.Finished(
            new GeneratedAudio(tokens, Optional.empty(), Map.of("device", where)));
      }
      case Ending.Cancelled() -> new Outcome.Cancelled();
      case Ending.Failed(var fault, var reason, var advice) ->
          new Outcome.Failed(code(fault), reason, advice);
    };
  }

  /// Where it runs is told once, and only to users who wanted it elsewhere.
  private void ranOn(String where) {
    if (!where.equals(device)) {
      device = where;
      LOG.log(Level.INFO, () -> "MusicGen runs on " + where);
      String wanted = settings.device();
      if (!wanted.equals("auto") && !where.startsWith(wanted)) {
        news.accept("MusicGen runs on " + where);
      }
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
}
