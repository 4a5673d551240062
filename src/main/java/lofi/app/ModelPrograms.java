package lofi.app;

import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import lofi.editor.ModelWork;
import lofi.musicgen.ModelJava;
import lofi.musicgen.ModelProgram;
import lofi.musicgen.ModelSettings;
import lofi.weights.ModelStore;

/// Has models installed, converted and checked by a program of their own.
final class ModelPrograms implements ModelWork {
  private static final Logger LOG = System.getLogger("lofi.app");

  private final ModelSettings settings;
  private final ModelJava java;
  private final GeneratorChoice choice;
  private final ControlThread control;
  private final Executor disk = Threads.diskTasks();

  @Inject
  ModelPrograms(
      ModelSettings settings, ModelJava java, GeneratorChoice choice, ControlThread control) {
    this.settings = settings;
    this.java = java;
    this.choice = choice;
    this.control = control;
  }

  @Override
  public Running begin(List<String> words, Progress progress) {
    List<String> arguments = new ArrayList<>(words);
    arguments.addAll(List.of("--models", folder().toString()));
    arguments.addAll(List.of("--quantization", settings.quantization().label()));
    Work work = new Work(progress);
    disk.execute(() -> work.run(arguments));
    return work;
  }

  /// Beside the model that the user's option names, if it names one.
  @Override
  public Path folder() {
    Path weights = settings.weightsPath();
    boolean isModel = choice.model().filter(weights::equals).isPresent();
    Path parent = weights.getParent();
    return isModel && parent != null ? parent : weights;
  }

  @Override
  public Optional<String> inUse() {
    return choice.model().map(Path::toString);
  }

  @Override
  public List<String> lastKnown() {
    return choice.names();
  }

  @Override
  public void lookAgain() {
    choice.choose();
  }

  @Override
  public CompletableFuture<Optional<String>> brokenOff() {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    disk.execute(() -> {
      Optional<String> model = lookForBrokenOff();
      control.execute(() -> answer.complete(model));
    });
    return answer;
  }

  private Optional<String> lookForBrokenOff() {
    try {
      return ModelStore.brokenOff(settings.weightsPath());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "Nobody can see what is unfinished: " + e);
      return Optional.empty();
    }
  }

  /// One command, on its way from `lofi-control` to a disk thread and back.
  private final class Work implements Running {
    private final Progress progress;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    /// Completed by the disk thread, as soon as there is something to break off.
    private final CompletableFuture<ModelProgram> program = new CompletableFuture<>();

    Work(Progress progress) {
      this.progress = progress;
    }

    void run(List<String> arguments) {
      Result end;
      try {
        ModelProgram started = ModelProgram.start(java, arguments);
        program.complete(started);
        ModelProgram.Result told =
            started.await(
                (done, total, what) -> control.execute(() -> progress.tell(done, total, what)));
        end = new Result(told.isDone(), told.lines(), told.problem());
      } catch (IOException | RuntimeException e) {
        end = new Result(false, List.of(), "The model program does not run: " + e.getMessage());
      }
      Result answer = end;
      control.execute(() -> result.complete(answer));
    }

    @Override
    public CompletableFuture<Result> result() {
      return result;
    }

    @Override
    public void breakOff() {
      var _ =
          program.thenAcceptAsync(
              started -> {
                try {
                  started.breakOff();
                } catch (IOException e) {
                  LOG.log(Level.DEBUG, () -> "It is over already: " + e);
                }
              },
              disk);
    }
  }
}
