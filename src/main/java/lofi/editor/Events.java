package lofi.editor;

import jakarta.inject.Inject;
import java.util.Map;
import lofi.nvim.Neovim;
import org.jspecify.annotations.Nullable;

/// The way of every event to `lofi.on()` callbacks and `User Lofi…` autocommands.
public final class Events {
  private static final String RECEIVE = "require('lofi.events').receive(...)";

  private final Neovim neovim;

  @Inject
  Events(Neovim neovim) {
    this.neovim = neovim;
  }

  /// Tells one event, in order with the others.
  void publish(String name, Map<String, ? extends @Nullable Object> data) {
    neovim.runLua(RECEIVE, name, data);
  }

  /// Tells one event together with the state after it. They travel as one message: a state that
  /// travelled alone could be overtaken, since of states only the newest waits.
  void publish(
      String name,
      Map<String, ? extends @Nullable Object> data,
      Map<String, ? extends @Nullable Object> state) {
    neovim.runLua(RECEIVE, name, data, state);
  }

  /// Tells an event of which only the newest matters, when Neovim does not keep up.
  void publishLatest(String name, Map<String, ? extends @Nullable Object> data) {
    neovim.runLatestLua(name, RECEIVE, name, data);
  }
}
