package lofi.playback;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// Runs each feeder on a thread of its own.
final class ThreadedFeeders implements Feeders {
  private final ThreadFactory render;
  private final ThreadFactory disk;

  ThreadedFeeders(PlaybackThreads threads) {
    this.render = threads.render();
    this.disk = threads.disk();
  }

  @Override
  public void start(Feeder feeder, boolean isSynthesised) {
    (isSynthesised ? render : disk).newThread(feeder).start();
  }

  @Override
  public Executor retakes() {
    return task -> render.newThread(task).start();
  }
}
