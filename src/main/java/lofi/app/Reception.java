package lofi.app;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import lofi.editor.Editor;
import lofi.nvim.CommandCall;
import org.jspecify.annotations.Nullable;

/// Lets nobody wait outside: takes what Neovim says while the editor's other half is still being
/// put together, and hands it over in order. Owned by `lofi-control`.
final class Reception {
  private final Queue<Consumer<Editor>> waiting = new ArrayDeque<>();
  private @Nullable Editor editor;
  private boolean isAskedForMusic;
  private Runnable whenAsked = () -> {};

  /// From now on everything goes to `opened`, first what has been waiting.
  ///
  /// @param listener is run whenever Neovim says something
  void open(Editor opened, Runnable listener) {
    editor = opened;
    whenAsked = listener;
    while (!waiting.isEmpty()) {
      waiting.remove().accept(opened);
    }
  }

  CompletionStage<@Nullable Object> request(String method, List<@Nullable Object> arguments) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    admit(opened -> forward(opened.request(method, arguments), answer));
    return answer;
  }

  void notification(String method, List<@Nullable Object> arguments) {
    admit(opened -> opened.notification(method, arguments));
  }

  /// Whether the first that Neovim said is a bare `:Lofi`, which asks for music.
  boolean isAskedForMusic() {
    return isAskedForMusic;
  }

  void command(CommandCall call) {
    isAskedForMusic |= editor == null && waiting.isEmpty() && call.arguments().isEmpty();
    admit(opened -> opened.command(call));
  }

  private void admit(Consumer<Editor> visit) {
    whenAsked.run();
    if (editor == null) {
      waiting.add(visit);
    } else {
      visit.accept(editor);
    }
  }

  private static void forward(
      CompletionStage<@Nullable Object> result, CompletableFuture<@Nullable Object> answer) {
    var _ =
        result.whenComplete((value, failure) -> {
          if (failure == null) {
            answer.complete(value);
          } else {
            answer.completeExceptionally(failure);
          }
        });
  }
}
