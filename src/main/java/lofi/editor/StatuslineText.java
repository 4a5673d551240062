package lofi.editor;

import jakarta.inject.Inject;
import lofi.radio.NowPlaying;
import lofi.radio.RadioStatus;
import lofi.settings.UiSettings;

/// The few words that a statusline has room for.
public final class StatuslineText {
  private static final int LONGEST_PROMPT = 32;

  private UiSettings settings;

  @Inject
  StatuslineText(UiSettings settings) {
    this.settings = settings;
  }

  void configure(UiSettings changed) {
    settings = changed;
  }

  /// Empty when nothing plays and nothing is being made, or nobody wants it.
  String of(RadioStatus status) {
    if (!settings.statusline()) {
      return "";
    }
    return (playing(status) + generating(status)).strip();
  }

  private String playing(RadioStatus status) {
    return switch (status.state()) {
      case PLAYING -> settings.icons().playing() + title(status);
      case PAUSED -> settings.icons().paused() + title(status);
      case STOPPED -> "";
    };
  }

  private String title(RadioStatus status) {
    return status
        .current()
        .map(NowPlaying::prompt)
        .map(prompt -> " " + settings.icons().music() + " " + Excerpt.of(prompt, LONGEST_PROMPT))
        .orElse("");
  }

  private String generating(RadioStatus status) {
    return status
        .queue()
        .current()
        .map(active -> " %s %d%%".formatted(settings.icons().generating(), active.percent()))
        .orElse("");
  }
}
