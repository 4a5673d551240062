package lofi.app;

import com.google.inject.AbstractModule;
import lofi.playback.DeckPlayer;
import lofi.playback.PlaybackSettings;
import lofi.playback.PlaybackThreads;
import lofi.playback.Player;
import lofi.playback.output.JavaSound;

/// The player, which may play before everything else is wired.
final class PlaybackModule extends AbstractModule {
  private final Player player;

  PlaybackModule(Player player) {
    this.player = player;
  }

  @Override
  protected void configure() {
    bind(Player.class).toInstance(player);
  }

  static Player player(PlaybackSettings settings, ControlThread control) {
    PlaybackThreads threads =
        new PlaybackThreads(Threads.audio(), Threads.output(), Threads.render(), Threads.disk());
    return new DeckPlayer(settings, new JavaSound(), threads, control);
  }
}
