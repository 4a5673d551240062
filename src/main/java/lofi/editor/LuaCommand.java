package lofi.editor;

import java.util.List;
import lofi.nvim.Neovim;

/// A subcommand that belongs to the editor's side: it knows the windows, and what to ask the user.
record LuaCommand(String name, String lua, Neovim neovim) implements Command {
  static List<Command> all(Neovim neovim) {
    return List.of(
        new LuaCommand("prompt", "require('lofi.ask').prompt()", neovim),
        new LuaCommand("log", "require('lofi.host').open_log()", neovim));
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(0, name);
    neovim.runLua(lua);
  }
}
