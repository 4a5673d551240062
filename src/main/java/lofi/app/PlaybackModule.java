package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import lofi.playback.DeckPlayer;
import lofi.playback.PlaybackSettings;
import lofi.playback.PlaybackThreads;
import lofi.playback.Player;
import lofi.playback.output.JavaSound;

/// The player and its threads.
final class PlaybackModule extends AbstractModule {
  @Provides
  @Singleton
  Player player(PlaybackSettings settings, ControlThread control) {
    PlaybackThreads threads =
        new PlaybackThreads(Threads.audio(), Threads.output(), Threads.render(), Threads.disk());
    return new DeckPlayer(settings, new JavaSound(), threads, control);
  }
}
