package lofi.editor;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import lofi.nvim.Neovim;
import lofi.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/// The host itself: its state, its options, its end.
public final class HostMethods implements Methods.Group {
  private final StatusReport report;
  private final HostControl host;
  private final Neovim neovim;

  @Inject
  HostMethods(StatusReport report, HostControl host, Neovim neovim) {
    this.report = report;
    this.host = host;
    this.neovim = neovim;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.of(
        "status", _ -> Results.now(report.status()),
        "reconfigure", this::reconfigure,
        "shutdown", _ -> shutDown(),
        "ping", _ -> ping());
  }

  /// Neovim asks after each command whether we are still there.
  private CompletionStage<@Nullable Object> ping() {
    neovim.runLua("require('lofi.host').is_alive()");
    return Results.now(Map.of());
  }

  private CompletionStage<@Nullable Object> reconfigure(Params params) {
    try {
      host.reconfigure(UserSettings.read(params.all()));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidRequest(
          String.valueOf(e.getMessage()), "See :help lofi-options for what it takes.");
    }
    return Results.now(Map.of());
  }

  private CompletionStage<@Nullable Object> shutDown() {
    host.shutDown();
    return Results.now(Map.of());
  }
}
