package lofi.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Ends what was started, last first, and then the process, within a time that Neovim never feels.
final class Lifecycle {
  /// How a shell calls an end by SIGTERM: 128 and the signal's number.
  private static final int TERMINATED = 143;

  private final Duration patience;
  private final ThreadFactory threads;
  private final IntConsumer halt;
  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean ending;

  private record Step(String name, Runnable stop) {}

  /// @param patience how long all the steps together may take before the process is halted anyway
  /// @param halt ends the process at once, even while a native call is running
  Lifecycle(Duration patience, ThreadFactory threads, IntConsumer halt) {
    this.patience = patience;
    this.threads = threads;
    this.halt = halt;
  }

  /// Remembers how to stop something that has just been started.
  synchronized void onEnd(String name, Runnable stop) {
    steps.push(new Step(name, stop));
  }

  /// Ends in order also when the process is told to leave by a signal. Neovim sends SIGTERM when it
  /// quits, at the same moment as it closes the channel; without this, Java would leave at once and
  /// with everything half stopped.
  void endOnSignal() {
    Runtime.getRuntime().addShutdownHook(threads.newThread(this::endAndWait));
  }

  private void endAndWait() {
    end(TERMINATED);
    haltAfterPatience(TERMINATED);
  }

  /// Stops everything once and halts; a second call finds the end under way and returns.
  void end(int exitCode) {
    if (isFirstToEnd()) {
      threads.newThread(() -> haltAfterPatience(exitCode)).start();
      threads.newThread(() -> stopAllAndHalt(exitCode)).start();
    }
  }

  private synchronized boolean isFirstToEnd() {
    boolean first = !ending;
    ending = true;
    return first;
  }

  private void stopAllAndHalt(int exitCode) {
    for (Step step = next(); step != null; step = next()) {
      stop(step);
    }
    halt.accept(exitCode);
  }

  private synchronized @Nullable Step next() {
    return steps.poll();
  }

  private static void stop(Step step) {
    try {
      step.stop().run();
    } catch (RuntimeException e) {
      log().log(Level.WARNING, "Could not stop " + step.name(), e);
    }
  }

  private void haltAfterPatience(int exitCode) {
    try {
      Thread.sleep(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    halt.accept(exitCode);
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.app");
  }
}
