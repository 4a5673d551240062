package lofi.playback;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import lofi.playback.output.SoundSystem;

/// Real threads for a player, which a test can wait for.
final class FeedingThreads {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  DeckPlayer player(SoundSystem sounds) {
    return player(sounds, Runnable::run);
  }

  DeckPlayer player(SoundSystem sounds, Executor control) {
    return new DeckPlayer(
        Stage.settings(PlaybackSettings.OnDeviceLoss.PAUSE),
        sounds,
        new PlaybackThreads(this::start, this::start, this::start, this::start),
        control);
  }

  void join() {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }
}
