package lofi.editor;

import jakarta.inject.Inject;
import lofi.settings.UiSettings;

/// Everything that shows something, for when the user wants it shown otherwise.
public final class Ui {
  private final UserMessages messages;
  private final ProgressLine progressLine;
  private final StatuslineText statusline;

  @Inject
  Ui(UserMessages messages, ProgressLine progressLine, StatuslineText statusline) {
    this.messages = messages;
    this.progressLine = progressLine;
    this.statusline = statusline;
  }

  public void configure(UiSettings settings) {
    messages.configure(settings);
    progressLine.configure(settings);
    statusline.configure(settings);
  }
}
