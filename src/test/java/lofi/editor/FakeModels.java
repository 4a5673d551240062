package lofi.editor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Models that a test works on: it says how far a command is, and how it ends.
final class FakeModels implements ModelWork {
  /// The commands so far, each as one line.
  final List<String> begun = new ArrayList<>();

  Optional<String> inUse = Optional.empty();
  Optional<String> brokenOff = Optional.empty();
  int looks;

  private Progress progress = (_, _, _) -> {};
  private CompletableFuture<Result> result = new CompletableFuture<>();

  @Override
  public Running begin(List<String> words, Progress listener) {
    begun.add(String.join(" ", words));
    progress = listener;
    result = new CompletableFuture<>();
    CompletableFuture<Result> ours = result;
    return new Running() {
      @Override
      public CompletableFuture<Result> result() {
        return ours;
      }

      @Override
      public void breakOff() {
        ours.complete(new Result(false, List.of(), "broken off"));
      }
    };
  }

  void tell(long done, long total, String what) {
    progress.tell(done, total, what);
  }

  void finish(String... lines) {
    result.complete(new Result(true, List.of(lines), ""));
  }

  void fail(String problem) {
    result.complete(new Result(false, List.of(), problem));
  }

  @Override
  public Path folder() {
    return Path.of("/models");
  }

  @Override
  public Optional<String> inUse() {
    return inUse;
  }

  @Override
  public List<String> lastKnown() {
    return List.of("musicgen-small-q4");
  }

  @Override
  public void lookAgain() {
    looks++;
  }

  @Override
  public CompletableFuture<Optional<String>> brokenOff() {
    return CompletableFuture.completedFuture(brokenOff);
  }
}
