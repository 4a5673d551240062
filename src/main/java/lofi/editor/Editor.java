package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lofi.library.Json;
import lofi.rpc.ErrorReply;
import org.jspecify.annotations.Nullable;

/// Where everything that Neovim says arrives: `:Lofi` commands, and methods by name.
///
/// A wish that cannot be granted is answered where somebody waits for the answer; where nobody
/// does, the user is told.
public final class Editor {
  private static final String COMMAND_SUFFIX = ":command:Lofi";

  private final Commands commands;
  private final Methods methods;
  private final UserMessages messages;

  @Inject
  public Editor(Commands commands, Methods methods, UserMessages messages) {
    this.commands = commands;
    this.methods = methods;
    this.messages = messages;
  }

  /// Answers a request with the method's result, or with the error object as JSON.
  public CompletionStage<@Nullable Object> request(
      String method, List<@Nullable Object> arguments) {
    return call(method, arguments).exceptionallyCompose(Editor::asErrorReply);
  }

  /// Does what the user or a script wants; what goes wrong is told to the user.
  public void notification(String method, List<@Nullable Object> arguments) {
    if (method.endsWith(COMMAND_SUFFIX)) {
      messages.guard(() -> commands.run(lofiCommand(arguments)));
    } else {
      messages.guard(call(method, arguments));
    }
  }

  private CompletionStage<@Nullable Object> call(
      String method, List<@Nullable Object> arguments) {
    try {
      return methods.call(method, Params.of(arguments));
    } catch (Refusal refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }

  /// Neovim sends the list of words, then the bang as 0 or 1.
  private static Arguments lofiCommand(List<@Nullable Object> arguments) {
    List<String> words = new ArrayList<>();
    Deque<@Nullable Object> rest = new ArrayDeque<>();
    return new Arguments(words, false);
  }

  private static CompletionStage<@Nullable Object> asErrorReply(Throwable failure) {
    return CompletableFuture.failedFuture(
        failure instanceof Refusal refusal
            ? new ErrorReply(Json.write(Map.of("message", refusal.problem().message())))
            : failure);
  }
}
