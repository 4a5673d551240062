package lofi.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// Makes the threads of the host, each named for its role.
///
/// None of them keeps the process alive: the host ends when Neovim's pipe ends.
final class Threads {
  private Threads() {}

  /// Owns the session; see `ControlThread`.
  static ThreadFactory control() {
    return named("lofi-control", Thread.NORM_PRIORITY);
  }

  /// Mixes what is heard; see `playback.AudioLoop`.
  static ThreadFactory audio() {
    return named("lofi-audio", Thread.MAX_PRIORITY);
  }

  /// Opens and watches the sound device. Java Sound asks the context for sound systems: the JDK's
  /// own are enough, and the search through our jars would take 10 ms of a start.
  static ThreadFactory output() {
    ThreadFactory named = named("lofi-output", Thread.NORM_PRIORITY);
    return task -> {
      Thread thread = named.newThread(task);
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      return thread;
    };
  }

  /// Stops what was started, and watches over the stopping.
  static ThreadFactory end() {
    return named("lofi-end", Thread.NORM_PRIORITY);
  }

  /// Renders the stream ahead of the play head; anything that the user does goes first.
  static ThreadFactory render() {
    return named("lofi-render", Thread.MIN_PRIORITY);
  }

  /// Makes tracks, one at a time.
  static ThreadFactory generate() {
    return named("lofi-generate", Thread.MIN_PRIORITY);
  }

  /// Work that may wait for a disk or a program.
  static ThreadFactory disk() {
    return Thread.ofVirtual()
        .name("lofi-disk-", 0)
        .uncaughtExceptionHandler(Threads::log)
        .factory();
  }

  /// One new virtual thread for each task.
  static Executor diskTasks() {
    ThreadFactory disk = disk();
    return task -> disk.newThread(task).start();
  }

  // A hint that macOS and Windows honour; Linux shares the cores fairly without it.
  @SuppressWarnings("ThreadPriorityCheck")
  private static ThreadFactory named(String name, int priority) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .priority(priority)
        .uncaughtExceptionHandler(Threads::log)
        .factory();
  }

  private static void log(Thread thread, Throwable failure) {
    log().log(Level.ERROR, "Thread " + thread.getName() + " ended by a bug", failure);
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.app");
  }
}
