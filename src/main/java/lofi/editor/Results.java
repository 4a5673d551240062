package lofi.editor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Short words for what a method answers.
final class Results {
  private Results() {}

  static CompletionStage<@Nullable Object> now(@Nullable Object result) {
    return CompletableFuture.completedFuture(result);
  }

  static CompletionStage<@Nullable Object> refused(Problem problem) {
    return CompletableFuture.failedFuture(new Refusal(problem));
  }
}
