package lofi.editor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What can be done to models on disk. It is done outside the host, and reported on `lofi-control`.
public interface ModelWork {
  /// Hears how far something is.
  interface Progress {
    /// @param what a file's name, or `conversion`
    void tell(long done, long total, String what);
  }

  /// How something ended.
  ///
  /// @param lines what there is to say
  /// @param problem why it failed, for the user; empty if it did not
  record Result(boolean isDone, List<String> lines, String problem) {
    public Result {
      lines = List.copyOf(lines);
    }
  }

  /// A command that runs.
  interface Running {
    CompletableFuture<Result> result();

    /// Ends it early; what was fetched is kept.
    void breakOff();
  }

  /// Begins one command of `scripts/model`, about the models of this user.
  Running begin(List<String> words, Progress progress);

  /// The folder that models are installed in.
  Path folder();

  /// The folder of the model that makes tracks.
  Optional<String> inUse();

  /// The names of all that lies beside it, as they were when somebody looked last.
  List<String> lastKnown();

  /// Looks for models again: there may be a better one, or none.
  void lookAgain();

  /// A model that some process began to install or convert and nobody finishes.
  CompletableFuture<Optional<String>> brokenOff();
}
