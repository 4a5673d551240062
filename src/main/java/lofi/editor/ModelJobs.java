package lofi.editor;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lofi.editor.ModelWork.Result;
import lofi.editor.ModelWork.Running;
import org.jspecify.annotations.Nullable;

/// The one long thing that is done to a model at a time, how far it is and how it ended.
public final class ModelJobs {
  private static final long BYTES_PER_MB = 1_000_000;

  private final ModelWork work;
  private final UserMessages messages;
  private final ProgressLine progressLine;
  private final Events events;
  private @Nullable Job current;

  private static final class Job {
    /// As in "installing musicgen-small".
    private final String deed;

    private final String name;
    private @Nullable Running running;
    private int percent;
    private boolean isBrokenOff;

    Job(String deed, String name) {
      this.deed = deed;
      this.name = name;
    }
  }

  @Inject
  ModelJobs(ModelWork work, UserMessages messages, ProgressLine progressLine, Events events) {
    this.work = work;
    this.messages = messages;
    this.progressLine = progressLine;
    this.events = events;
  }

  public boolean isBusy() {
    return current != null;
  }

  /// What is being done: "installing musicgen-small, 45 %".
  Optional<String> status() {
    return Optional.ofNullable(current)
        .map(job -> "%s %s, %d %%".formatted(job.deed, job.name, job.percent));
  }

  /// Says so once if an earlier session left something unfinished.
  public void tellWhatWasBrokenOff() {
    var _ =
        work.brokenOff()
            .thenAccept(found ->
                found.ifPresent(name ->
                    messages.warn(
                        "The model " + name + " is not finished",
                        ":Lofi model install goes on where it ended.")));
  }

  void install(String name) {
    run(
        new Job("installing", name),
        List.of("install", name, "--yes", "--progress"),
        Problem.MODEL_NOT_FOUND,
        this::isInstalled);
  }

  /// The last thing that an installation says is where the model lies; before that come remarks.
  private void isInstalled(Result result) {
    List<String> lines = result.lines();
    lines.subList(0, lines.size() - 1).forEach(messages::tell);
    messages.tell("Model %s is installed".formatted(nameOf(lines.getLast())));
  }

  void convert(String source, String target) {
    run(
        new Job("converting", nameOf(source)),
        List.of("convert", source, target, "--progress"),
        Problem.MODEL_LOAD_FAILED,
        result -> {
          result.lines().forEach(messages::tell);
          messages.tell("Model %s is ready".formatted(nameOf(target)));
        });
  }

  void verify(String name) {
    run(
        new Job("verifying", nameOf(name)),
        List.of("verify", name, "--progress"),
        Problem.MODEL_LOAD_FAILED,
        result -> messages.tell(String.join(" ", result.lines())));
  }

  void remove(String name) {
    run(
        new Job("removing", name),
        List.of("remove", name),
        Problem.MODEL_NOT_FOUND,
        _ -> messages.tell("Model %s is removed".formatted(name)));
  }

  /// Ends what is being done; what was fetched is kept.
  void breakOff() {
    if (current == null || current.running == null) {
      messages.tell("No model is being worked on");
    } else {
      current.isBrokenOff = true;
      current.running.breakOff();
    }
  }

  private void run(Job job, List<String> words, String code, Consumer<Result> whenDone) {
    if (current != null) {
      throw Refusal.invalidRequest(
          "Another model is being worked on: " + status().orElse(""),
          "Wait for its end, or type :Lofi model cancel.");
    }
    current = job;
    Running running = work.begin(words, (done, total, what) -> progressed(job, done, total, what));
    job.running = running;
    var _ = running.result().thenAccept(result -> ended(job, result, code, whenDone));
  }

  private void progressed(Job job, long done, long total, String what) {
    if (job == current) {
      job.percent = (int) (100 * done / Math.max(1, total));
      String detail = detail(done, total, what);
      progressLine.show(job.deed, job.percent, detail);
      events.publishLatest(
          "model_progress",
          Map.of("model", job.name, "deed", job.deed, "percent", job.percent, "detail", detail));
    }
  }

  private static String detail(long done, long total, String what) {
    return total < BYTES_PER_MB
        ? what
        : String.format(Locale.ROOT, "%,d of %,d MB", done / BYTES_PER_MB, total / BYTES_PER_MB);
  }

  private void ended(Job job, Result result, String code, Consumer<Result> whenDone) {
    current = null;
    progressLine.clear();
    work.lookAgain();
    if (result.isDone()) {
      whenDone.accept(result);
    } else if (job.isBrokenOff) {
      messages.tell("Broken off; the same command goes on where it ended");
    } else {
      messages.tell(new Problem(code, result.problem(), ""));
    }
  }

  private static String nameOf(String path) {
    Path last = Path.of(path).getFileName();
    return last == null ? path : last.toString();
  }
}
