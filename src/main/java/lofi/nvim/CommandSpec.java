package lofi.nvim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A command that this host defines in Neovim, as the manifest of remote plugins describes it.
///
/// @param nargs how many arguments, as for `:command-nargs`
/// @param complete how to complete them, as for `:command-complete`
public record CommandSpec(String name, String nargs, boolean hasBang, String complete) {

  /// `:Lofi`; what its first argument means is decided by whoever runs the command.
  public static final CommandSpec LOFI =
      new CommandSpec("Lofi", "*", true, "customlist,v:lua.require'lofi.registration'.complete");

  /// Urgent commands are plain notifications that Neovim never waits for. (With `false` it would
  /// hold them back while a synchronous call of any host runs, and for ever once one has failed.)
  private static final String URGENT = "urgent";

  Map<String, Object> wire() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("nargs", nargs);
    options.put("complete", complete);
    if (hasBang) {
      options.put("bang", "");
    }
    return Map.of("type", "command", "name", name, "sync", URGENT, "opts", options);
  }

  /// Methods are called `<path of the plugin>:command:<name>`. The path is not compared, since it
  /// goes stale when the plugin moves.
  boolean isCalledBy(String method) {
    return method.endsWith(":command:" + name);
  }

  /// Neovim passes the list of arguments, and then 1 or 0 for the bang if the command takes one.
  CommandCall call(List<?> arguments) {
    boolean bang = hasBang && arguments.size() > 1 && Long.valueOf(1).equals(arguments.get(1));
    return new CommandCall(name, words(arguments), bang);
  }

  private static List<String> words(List<?> arguments) {
    return !arguments.isEmpty() && arguments.getFirst() instanceof List<?> words
        ? words.stream().map(String::valueOf).toList()
        : List.of();
  }
}
