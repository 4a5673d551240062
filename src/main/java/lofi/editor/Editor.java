package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  ///
  /// @param arguments the list of words, then the bang as 0 or 1
  public void command(List<@Nullable Object> arguments) {
    try {
      commands.run(typed(arguments));
    } catch (Refusal refusal) {
      messages.tell(refusal.problem());
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

  private static Arguments typed(List<@Nullable Object> arguments) {
    List<String> words = new ArrayList<>();
    boolean isForced = false;
    for (Object argument : arguments) {
      switch (argument) {
        case List<?> list -> list.forEach(word -> words.add(String.valueOf(word)));
        case Number bang -> isForced = bang.intValue() == 1;
        case null, default -> {}
      }
    }
    return new Arguments(words, isForced);
  }
}
