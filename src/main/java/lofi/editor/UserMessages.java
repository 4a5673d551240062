package lofi.editor;

import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import lofi.nvim.Neovim;
import lofi.nvim.NotifyLevel;
import lofi.settings.UiSettings;
import org.jspecify.annotations.Nullable;

/// Says things to the user, as loudly as the options `ui.notify` and `ui.notify_level` allow.
///
/// A problem reaches scripts as the event `daemon_error`, whatever the user wants to see.
public final class UserMessages {
  /// Knows the screen: a message that does not fit there would stop the user at a prompt.
  private static final String SHOW = "require('lofi.messages').show(...)";

  private static final Logger LOG = System.getLogger("lofi.editor");

  private final Neovim neovim;
  private final Events events;
  private UiSettings settings;

  @Inject
  UserMessages(Neovim neovim, Events events, UiSettings settings) {
    this.neovim = neovim;
    this.events = events;
    this.settings = settings;
  }

  void configure(UiSettings changed) {
    settings = changed;
  }

  public void tell(String text) {
    show(text, "", NotifyLevel.INFO);
  }

  void warn(String text, String advice) {
    show(text, advice, NotifyLevel.WARN);
  }

  void tell(Problem problem) {
    events.publish("daemon_error", WireForms.of(problem));
    show(problem.message(), problem.advice(), NotifyLevel.ERROR);
  }

  /// As `tell`, of something that works all the same, if in another way.
  void warn(Problem problem) {
    events.publish("daemon_error", WireForms.of(problem));
    warn(problem.message(), problem.advice());
  }

  /// Tells what went wrong, if anything does.
  void tellFailure(CompletionStage<@Nullable Object> work) {
    var _ =
        work.exceptionally(failure -> {
          tellFailure(failure instanceof CompletionException e ? e.getCause() : failure);
          return null;
        });
  }

  private void tellFailure(@Nullable Throwable failure) {
    if (failure instanceof Refusal refusal) {
      tell(refusal.problem());
    } else {
      LOG.log(Level.ERROR, "A method failed by a bug", failure);
    }
  }

  private void show(String text, String advice, NotifyLevel level) {
    if (settings.shows(level.number())) {
      neovim.runLua(SHOW, text, advice, level.number());
    }
  }
}
