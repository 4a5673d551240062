package lofi.nvim;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import lofi.rpc.NotificationHandler;
import lofi.rpc.RequestHandler;
import org.jspecify.annotations.Nullable;

/// What makes this process a remote host for Neovim: it says that it is alive, lists its commands,
/// and hears when the user runs one.
///
/// `:UpdateRemotePlugins` asks a second process for the list, so answering needs nothing else of
/// ours.
public final class HostRegistration {
  private final List<CommandSpec> commands;

  public HostRegistration(List<CommandSpec> commands) {
    this.commands = List.copyOf(commands);
  }

  /// Answers `poll` and `specs`, and leaves everything else to `rest`.
  public RequestHandler answersBefore(RequestHandler rest) {
    return (String method, List<@Nullable Object> arguments) ->
        switch (method) {
          case "poll" -> CompletableFuture.completedFuture("ok");
          case "specs" -> specs();
          default -> rest.handle(method, arguments);
        };
  }

  /// Hands commands to `onCommand`, logs failed calls of ours, and leaves the rest to `rest`.
  public NotificationHandler handlerBefore(
      Consumer<CommandCall> onCommand, NotificationHandler rest) {
    return (String method, List<@Nullable Object> arguments) -> {
      CommandSpec command = commandCalledBy(method);
      if (command != null) {
        onCommand.accept(command.call(arguments));
      } else if (method.equals("nvim_error_event")) {
        log().log(Level.WARNING, () -> "A call failed in Neovim: " + arguments);
      } else {
        rest.handle(method, arguments);
      }
    };
  }

  private CompletionStage<Object> specs() {
    return CompletableFuture.completedFuture(commands.stream().map(CommandSpec::wire).toList());
  }

  private @Nullable CommandSpec commandCalledBy(String method) {
    return commands.stream().filter(spec -> spec.isCalledBy(method)).findFirst().orElse(null);
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.nvim");
  }
}
