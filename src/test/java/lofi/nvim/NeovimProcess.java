package lofi.nvim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Starts a real Neovim with the plugin and a home of its own, which speaks RPC over its pipes.
public final class NeovimProcess {
  private NeovimProcess() {}

  /// @param command the program, and what belongs to it
  /// @param init Lua of the user's init.lua
  /// @param environment what differs from ours
  public static Process start(
      List<String> command, Path home, String init, Map<String, String> environment)
      throws IOException {
    Path config = Files.createDirectories(home.resolve("config/nvim"));
    Path project = Path.of("").toAbsolutePath();
    Files.writeString(
        config.resolve("init.lua"),
        "vim.opt.runtimepath:prepend([[%s]])\n".formatted(project) + init);
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--embed", "-n", "-i", "NONE"));
    var builder = new ProcessBuilder(words);
    Map<String, String> variables = builder.environment();
    for (String name : List.of("CONFIG", "DATA", "STATE", "CACHE")) {
      variables.put("XDG_" + name + "_HOME", folder(home, name.toLowerCase(Locale.ROOT)));
    }
    variables.put("XDG_RUNTIME_DIR", folder(home, "runtime"));
    variables.put("HOME", home.toString());
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("NVIM_LOG_FILE", home.resolve("nvim.log").toString());
    variables.remove("NVIM");
    variables.putAll(environment);
    return builder.redirectError(home.resolve("nvim.stderr").toFile()).start();
  }

  private static String folder(Path home, String name) throws IOException {
    return Files.createDirectories(home.resolve(name)).toString();
  }
}
