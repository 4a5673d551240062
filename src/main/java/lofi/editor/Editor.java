package lofi.editor;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lofi.nvim.CommandCall;
import org.jspecify.annotations.Nullable;

/// Where everything that Neovim says arrives: `:Lofi` commands, and methods by name.
///
/// A wish that cannot be granted is answered where somebody waits for the answer; where nobody
/// does, the user is told.
public final class Editor {
  private final Commands commands;
  private final Methods methods;
  private final UserMessages messages;

  @Inject
  Editor(Commands commands, Methods methods, UserMessages messages) {
    this.commands = commands;
    this.methods = methods;
    this.messages = messages;
  }

  /// Answers a request with the method's result, or with the contract's error object.
  public CompletionStage<@Nullable Object> request(
      String method, List<@Nullable Object> arguments) {
    return call(method, arguments).exceptionallyCompose(WireErrors::reply);
  }

  /// Does what a script wants; what goes wrong is told to the user.
  public void notification(String method, List<@Nullable Object> arguments) {
    messages.tellFailure(call(method, arguments));
  }

  /// Does what the user typed.
  public void command(CommandCall call) {
    try {
      commands.run(new Arguments(call.arguments(), call.bang()));
    } catch (Refusal refusal) {
      messages.tell(refusal.problem());
    }
  }

  private CompletionStage<@Nullable Object> call(String method, List<@Nullable Object> arguments) {
    try {
      return methods.call(method, Params.of(arguments));
    } catch (Refusal refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }
}
