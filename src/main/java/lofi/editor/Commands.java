package lofi.editor;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import lofi.nvim.Neovim;
import lofi.radio.Radio;

/// The subcommands of `:Lofi`, by name.
public final class Commands {
  private final Map<String, Command> byName = new HashMap<>();

  @Inject
  Commands(Set<Command> commands, Radio radio, Neovim neovim) {
    commands.forEach(this::add);
    TransportCommand.all(radio).forEach(this::add);
    LuaCommand.all(neovim).forEach(this::add);
  }

  private void add(Command command) {
    byName.put(command.name(), command);
  }

  /// @throws Refusal when there is no such subcommand, or its words make no sense
  void run(Arguments arguments) {
    String name = arguments.first().orElse(ToggleCommand.NAME);
    Command command = byName.get(name);
    if (command == null) {
      throw Refusal.invalidRequest(
          "There is no :Lofi " + Excerpt.of(name, 20),
          "See :help lofi-commands, or type <Tab> behind :Lofi.");
    }
    command.run(arguments.rest());
  }
}
