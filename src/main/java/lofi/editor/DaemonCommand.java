package lofi.editor;

import jakarta.inject.Inject;
import lofi.nvim.Neovim;

/// `:Lofi daemon start|stop|restart`. The editor's side starts hosts, so it ends this one, too.
public final class DaemonCommand implements Command {
  private final Neovim neovim;
  private final UserMessages messages;

  @Inject
  DaemonCommand(Neovim neovim, UserMessages messages) {
    this.neovim = neovim;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "daemon";
  }

  @Override
  public void run(Arguments arguments) {
    switch (arguments.text()) {
      case "start" -> messages.tell("The host runs already");
      case "stop" -> neovim.runLua("require('lofi.host').stop()");
      case "restart" -> neovim.runLua("require('lofi.host').restart()");
      default ->
          throw Refusal.invalidRequest(
              "There is :Lofi daemon start, stop and restart", "Type one of them.");
    }
  }
}
