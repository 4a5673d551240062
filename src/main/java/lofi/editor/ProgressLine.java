package lofi.editor;

import jakarta.inject.Inject;
import lofi.generation.GenerationEvent.Progress;
import lofi.nvim.Neovim;
import lofi.settings.UiSettings;

/// The progress of a generation or an installation, where the option `ui.progress` wants it.
public final class ProgressLine {
  /// Knows the screen, so it cuts the line to what fits and says nothing while one types.
  private static final String SHOW = "require('lofi.progress').show(...)";

  private static final String CLEAR = "require('lofi.progress').clear()";

  private final Neovim neovim;
  private UiSettings settings;

  @Inject
  ProgressLine(Neovim neovim, UiSettings settings) {
    this.neovim = neovim;
    this.settings = settings;
  }

  void configure(UiSettings changed) {
    settings = changed;
  }

  void show(Progress progress) {
    show("generating", progress.percent(), detail(progress));
  }

  /// Of the first moments one cannot tell how long the rest will take.
  private static String detail(Progress progress) {
    return progress.etaSec().isPresent()
        ? "%d s to go".formatted(progress.etaSec().getAsInt())
        : "just begun";
  }

  /// @param deed what is being done, as in "generating"
  void show(String deed, int percent, String detail) {
    if (settings.progress() != UiSettings.Progress.NONE) {
      neovim.runLatestLua("progress", SHOW, percent, detail, deed);
    }
  }

  void clear() {
    if (settings.progress() != UiSettings.Progress.NONE) {
      neovim.runLatestLua("progress", CLEAR);
    }
  }
}
