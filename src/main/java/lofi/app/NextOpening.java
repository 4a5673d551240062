package lofi.app;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationSettings;
import lofi.music.Openings;
import lofi.radio.Radio;
import lofi.radio.RadioEvent;

/// Has the beginning of the next stream ready on disk, so that the next cold start is heard at
/// once. It is rendered some seconds after a stream began, when the machine has nothing urgent to
/// do.
final class NextOpening {
  /// By then the stream that plays is rendered far enough ahead.
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(3);

  private static final long HIGHEST_SEED = Integer.MAX_VALUE;

  private final Openings openings;
  private final GenerationQueue queue;
  private final RandomGenerator seeds;
  private final ControlThread control;
  private final Executor disk = Threads.diskTasks();
  private boolean isPrepared;
  private int plans;

  @Inject
  NextOpening(
      Openings openings, GenerationQueue queue, RandomGenerator seeds, ControlThread control) {
    this.openings = openings;
    this.queue = queue;
    this.seeds = seeds;
    this.control = control;
  }

  /// Prepares it once for each stream, while that plays.
  void follow(Radio radio) {
    radio.listen(event -> {
      if (event instanceof RadioEvent.Ended(_, var reason) && reason == RadioEvent.Reason.STOPPED) {
        isPrepared = false; // The next stream takes the opening that is there.
      }
      if (event instanceof RadioEvent.Started(var piece) && piece.isSong() && !isPrepared) {
        isPrepared = true;
        prepare(queue.settings());
      }
    });
  }

  /// Other options, another opening: with the next song.
  void settingsChanged() {
    isPrepared = false;
  }

  private void prepare(GenerationSettings settings) {
    OptionalLong seed = settings.seed();
    long next = seed.orElseGet(() -> seeds.nextLong(HIGHEST_SEED));
    if (seed.isEmpty()) {
      disk.execute(openings::forget); // What begins now would begin once more.
    }
    Runnable rendering = () -> openings.prepare(settings.prompt(), next);
    int plan = ++plans;
    control.after(
        UNTIL_IDLE,
        () -> {
          if (plan == plans) { // else there is a newer one
            Threads.render().newThread(rendering).start();
          }
        });
  }
}
