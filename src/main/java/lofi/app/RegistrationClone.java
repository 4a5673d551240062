package lofi.app;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import lofi.nvim.CommandSpec;
import lofi.nvim.HostRegistration;
import lofi.rpc.RpcChannel;
import lofi.rpc.StandardStreams;

/// Says which commands there are, and nothing else: what `:UpdateRemotePlugins` starts.
final class RegistrationClone {
  private RegistrationClone() {}

  static void start(StandardStreams wire) {
    RpcChannel channel = new RpcChannel("lofi-rpc", wire.in(), wire.out(), new ControlThread());
    channel.start(
        new HostRegistration(List.of(CommandSpec.LOFI))
            .answersBefore((method, _) ->
                CompletableFuture.failedFuture(
                    new IllegalArgumentException(method + " is not for the registration"))),
        (_, _) -> {},
        () -> Runtime.getRuntime().halt(0));
  }
}
