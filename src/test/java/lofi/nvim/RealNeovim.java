package lofi.nvim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import lofi.rpc.ErrorReply;
import lofi.rpc.RpcChannel;
import org.jspecify.annotations.Nullable;

/// A real Neovim with the plugin, whose host is the test: what the plugin would get from a host's
/// process comes from this one, over the same wire.
public final class RealNeovim implements PeerNeovim {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Keeps what the host had run, and then lets it happen.
  private static final String RECORDER =
      """
      _G.calls = {}
      for module, name in pairs({ events = 'receive', state = 'update', messages = 'show' }) do
        module = 'lofi.' .. module
        local happens = require(module)[name]
        require(module)[name] = function(...)
          table.insert(_G.calls, { module, vim.deepcopy({ ... }) })
          return happens(...)
        end
      end
      """;

  /// The test's own end of the pipe is channel 1. Neovim puts words of its own before an error.
  private static final String ASK =
      """
      local method, arguments = ...
      local ok, answer = pcall(vim.rpcrequest, 1, method, unpack(arguments))
      if ok then
        return { answer = answer }
      end
      return { failure = tostring(answer) }
      """;

  private static final String TAKE_CALLS = "local calls = _G.calls _G.calls = {} return calls";

  private final Process process;
  private @Nullable RpcChannel channel;

  public RealNeovim(String binary, Path home) throws IOException {
    process = NeovimProcess.start(List.of(binary, "--headless"), home, RECORDER, Map.of());
  }

  @Override
  public RpcChannel hostChannel(Executor executor) {
    channel = new RpcChannel("host", process.getInputStream(), process.getOutputStream(), executor);
    return channel;
  }

  @Override
  public @Nullable Object asks(String method, @Nullable Object... arguments)
      throws InterruptedException {
    var outcome = (Map<?, ?>) lua(ASK, method, Arrays.asList(arguments));
    if (outcome != null && outcome.get("failure") instanceof String failure) {
      throw new ErrorReply(failure);
    }
    return outcome == null ? null : outcome.get("answer");
  }

  @Override
  public void tells(String method, @Nullable Object... arguments) throws InterruptedException {
    lua(
        "local method, arguments = ... vim.rpcnotify(1, method, unpack(arguments))",
        method,
        Arrays.asList(arguments));
  }

  @Override
  public List<LuaCall> newLuaCalls() throws InterruptedException {
    List<LuaCall> calls = new ArrayList<>();
    if (lua(TAKE_CALLS) instanceof List<?> taken) {
      for (Object entry : taken) {
        var call = (List<?>) entry;
        calls.add(new LuaCall((String) call.get(0), new ArrayList<>((List<?>) call.get(1))));
      }
    }
    return calls;
  }

  public @Nullable Object lua(String code, @Nullable Object... arguments)
      throws InterruptedException {
    if (channel == null) {
      throw new IllegalStateException("Nobody has taken the channel yet");
    }
    return channel.call("nvim_exec_lua", PATIENCE, code, Arrays.asList(arguments));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
