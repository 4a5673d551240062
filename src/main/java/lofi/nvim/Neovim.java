package lofi.nvim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import lofi.rpc.RpcChannel;
import org.jspecify.annotations.Nullable;

/// What we ask of Neovim, as typed calls.
///
/// Nothing here waits. Calls without a result are notifications; if one fails in Neovim, it comes
/// back as `nvim_error_event`, which `HostRegistration` logs. Futures complete on the channel's
/// executor, and Neovim may take long to answer: a user can leave it at a hit-enter prompt.
public final class Neovim {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final RpcChannel channel;
  private final String pid = Long.toString(ProcessHandle.current().pid());

  public Neovim(RpcChannel channel) {
    this.channel = channel;
  }

  /// Says who we are. Has to come before everything else: as a client of type "msgpack-rpc" we may
  /// answer requests in any order, where Neovim otherwise closes the channel.
  public void introduce(String version) {
    channel.notify(
        "nvim_set_client_info",
        "lofi",
        versionMap(version),
        "msgpack-rpc",
        Map.of(),
        Map.of("pid", pid));
  }

  /// Runs Lua code, in which `...` are the arguments, and brings its result.
  public CompletableFuture<@Nullable Object> lua(String code, @Nullable Object... arguments) {
    return channel.request("nvim_exec_lua", PATIENCE, code, Arrays.asList(arguments));
  }

  /// Runs Lua code for its effect.
  public void runLua(String code, @Nullable Object... arguments) {
    channel.notify("nvim_exec_lua", code, Arrays.asList(arguments));
  }

  /// Runs Lua code for its effect; while Neovim does not read, only the newest with this key waits.
  public void runLatestLua(String key, String code, @Nullable Object... arguments) {
    channel.notifyLatest(key, "nvim_exec_lua", code, Arrays.asList(arguments));
  }

  /// Tells the user through `vim.notify`, which notification plugins take over.
  public void notify(String message, NotifyLevel level) {
    runLua(
        "local text, level = ... vim.notify(text, level, { title = 'lofi' })",
        message,
        level.number());
  }

  /// Shows a line where commands are typed, without a place in the history.
  public void echo(Span... chunks) {
    channel.notifyLatest("nvim_echo", "nvim_echo", chunks(chunks), false, Map.of());
  }

  public void setVariable(String name, @Nullable Object value) {
    channel.notifyLatest("variable " + name, "nvim_set_var", name, value);
  }

  public CompletableFuture<@Nullable Object> option(String name) {
    return channel.request("nvim_get_option_value", PATIENCE, name, Map.of());
  }

  /// Fires `User` autocommands for `pattern`; they find `data` in `ev.data`.
  public void fireUserAutocommand(String pattern, Map<String, ?> data) {
    channel.notify(
        "nvim_exec_autocmds", "User", Map.of("pattern", pattern, "modeline", false, "data", data));
  }

  /// Makes all calls at once, with nothing of Neovim between them, and brings their results.
  CompletableFuture<List<@Nullable Object>> callTogether(List<ApiCall> calls) {
    return channel
        .request("nvim_call_atomic", PATIENCE, wire(calls))
        .thenApply(Neovim::resultsOfAll);
  }

  /// Makes all calls at once; while Neovim does not read, only the newest with this key wait.
  void callLatestTogether(String key, List<ApiCall> calls) {
    channel.notifyLatest(key, "nvim_call_atomic", wire(calls));
  }

  /// Finds our own channel's number among the result of `nvim_list_chans`.
  long channelIn(@Nullable Object listOfChannels) {
    if (listOfChannels instanceof List<?> channels) {
      for (Object entry : channels) {
        if (entry instanceof Map<?, ?> description
            && isOurs(description)
            && description.get("id") instanceof Long id) {
          return id;
        }
      }
    }
    throw new IllegalStateException("Neovim does not know us: introduce() has to come first");
  }

  private boolean isOurs(Map<?, ?> channel) {
    return channel.get("client") instanceof Map<?, ?> client
        && client.get("attributes") instanceof Map<?, ?> attributes
        && pid.equals(attributes.get("pid"));
  }

  /// The answer of `nvim_call_atomic` is `[results, null]` or `[results, [index, type, text]]`.
  private static List<@Nullable Object> resultsOfAll(@Nullable Object answer) {
    if (!(answer instanceof List<?> pair)
        || pair.size() != 2
        || !(pair.get(0) instanceof List<?> results)) {
      throw new IllegalStateException("Not an answer to several calls: " + answer);
    }
    if (pair.get(1) instanceof List<?> error) {
      throw new IllegalStateException("Call " + error.get(0) + " failed: " + error.get(2));
    }
    return new ArrayList<>(results);
  }

  private static List<Object> wire(List<ApiCall> calls) {
    return calls.stream().<Object>map(ApiCall::wire).toList();
  }

  private static List<List<String>> chunks(Span... spans) {
    return Arrays.stream(spans).map(span -> List.of(span.text(), span.highlight())).toList();
  }

  private static Map<String, Object> versionMap(String version) {
    String[] parts = version.split("[.-]", 4);
    return Map.of("major", number(parts, 0), "minor", number(parts, 1), "patch", number(parts, 2));
  }

  private static int number(String[] parts, int index) {
    boolean isNumber = parts.length > index && parts[index].matches("[0-9]{1,6}");
    return isNumber ? Integer.parseInt(parts[index]) : 0;
  }
}
