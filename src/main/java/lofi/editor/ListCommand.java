package lofi.editor;

import jakarta.inject.Inject;
import lofi.nvim.Neovim;

/// `:Lofi list`: lets the user choose among the tracks, in the picker plugin that they have, else
/// in a float of ours.
public final class ListCommand implements Command {
  private static final String OPEN_PICKER = "return require('lofi.pickers').list()";

  private final Neovim neovim;
  private final TrackList list;

  @Inject
  ListCommand(Neovim neovim, TrackList list) {
    this.neovim = neovim;
    this.list = list;
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(0, name());
    var _ =
        neovim
            .lua(OPEN_PICKER)
            .exceptionally(_ -> false)
            .thenAccept(hasOpened -> {
              if (!Boolean.TRUE.equals(hasOpened)) {
                list.open();
              }
            });
  }
}
