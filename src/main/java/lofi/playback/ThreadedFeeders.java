package lofi.playback;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/// Runs each feeder on a thread of its own.
final class ThreadedFeeders implements Feeders {
  private final ThreadFactory render;
  private final ThreadFactory disk;

  ThreadedFeeders(PlaybackThreads threads) {
    this.render = threads.render();
    this.disk = threads.disk();
  }

  @Override
  public Runnable start(Feeder feeder, boolean isEndless) {
    Thread thread = (isEndless ? render : disk).newThread(feeder);
    thread.start();
    return () -> LockSupport.unpark(thread);
  }
}
