package lofi.editor;

import jakarta.inject.Inject;
import lofi.generation.GenerationEvent.Progress;
import lofi.nvim.Neovim;
import lofi.settings.UiSettings;

/// The progress of a generation, where the option `ui.progress` wants it.
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
    if (settings.progress() != UiSettings.Progress.NONE) {
      neovim.runLatestLua("progress", SHOW, progress.percent(), detail(progress));
    }
  }

  void clear() {
    if (settings.progress() != UiSettings.Progress.NONE) {
      neovim.runLatestLua("progress", CLEAR);
    }
  }

  private static String detail(Progress progress) {
    return "%d s to go".formatted(progress.etaSec());
  }
}
