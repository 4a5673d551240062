package lofi.editor;

import jakarta.inject.Inject;
import lofi.library.Library;
import lofi.nvim.Neovim;

/// `:Lofi cache clear`: deletes all tracks, after the user has said yes.
public final class CacheCommand implements Command {
  private static final String ASK = "require('lofi.ask').before(...)";

  private final Library library;
  private final Neovim neovim;
  private final UserMessages messages;

  @Inject
  CacheCommand(Library library, Neovim neovim, UserMessages messages) {
    this.library = library;
    this.neovim = neovim;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public void run(Arguments arguments) {
    if (!arguments.text().equals("clear")) {
      throw Refusal.invalidRequest(
          "There is no :Lofi cache " + Excerpt.of(arguments.text(), 20),
          ":Lofi cache clear deletes all tracks, :Lofi list shows them.");
    }
    library.whenLoaded(this::ask);
  }

  private void ask() {
    int tracks = library.stats().tracks();
    if (tracks == 0) {
      messages.tell("There are no tracks");
    } else {
      neovim.runLua(
          ASK,
          tracks == 1 ? "Delete 1 track?" : "Delete all %d tracks?".formatted(tracks),
          "cache_clear");
    }
  }
}
