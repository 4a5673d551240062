package lofi.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import lofi.generation.GenerationEvent.Cancelled;
import lofi.generation.GenerationEvent.Completed;
import lofi.generation.GenerationEvent.Playable;
import lofi.generation.GenerationEvent.Progress;
import lofi.generation.GenerationEvent.Queued;
import lofi.generation.GenerationEvent.Started;
import lofi.generation.GenerationEvent.Terminal;
import lofi.generation.Submission.Cached;
import lofi.generation.Submission.Rejected;
import lofi.library.GrowingTrack;
import lofi.library.Library;
import lofi.library.TrackId;
import lofi.library.TrackStore;
import org.jspecify.annotations.Nullable;

/// Makes tracks, one after the other.
///
/// Two at once would fight for the processor and both be late. Owned by `lofi-control`: call it
/// there only, and its answers and events come there. The work itself runs on its own thread.
public final class GenerationQueue {
  /// How many tracks may wait, beside the one that is being made.
  public static final int MAX_PENDING = 32;

  private static final long HIGHEST_RANDOM_SEED = Integer.MAX_VALUE;

  private final Library library;
  private final Executor generate;
  private final Executor control;
  private final LongSupplier nanoTime;
  private final RandomGenerator seeds;
  private final WaitingLine pending = new WaitingLine();
  private final Announcements<GenerationEvent> events = new Announcements<>();
  private final List<Runnable> waitingForGenerator = new ArrayList<>();
  private TrackGenerator generator;
  private boolean isChoosing;
  private GenerationSettings settings;
  private @Nullable Job current;
  private @Nullable Progress progress;

  /// @param generator makes the tracks that come without a generator of their own
  /// @param generate a single thread of low priority, which may wait
  /// @param seeds draws a seed where nobody gives one
  public GenerationQueue(
      Library library,
      TrackGenerator generator,
      GenerationSettings settings,
      Executor generate,
      Executor control,
      LongSupplier nanoTime,
      RandomGenerator seeds) {
    this.library = library;
    this.generator = generator;
    this.settings = settings;
    this.generate = generate;
    this.control = control;
    this.nanoTime = nanoTime;
    this.seeds = seeds;
  }

  public void listen(Consumer<GenerationEvent> listener) {
    events.addListener(listener);
  }

  /// Asks for a track. The answer comes before any event of the track, at once when the library has
  /// been read already and nobody is choosing another generator.
  public void submit(TrackWish wish, Consumer<Submission> answer) {
    whenChosen(() -> submit(wish, generator, answer));
  }

  /// As `submit`, made by a generator other than the usual one.
  public void submit(TrackWish wish, TrackGenerator maker, Consumer<Submission> answer) {
    library.whenLoaded(() -> take(wish, maker, answer));
  }

  /// Takes a track out of the queue.
  ///
  /// @param force also ends the one that is being made
  public Cancellation cancel(TrackId id, boolean force) {
    if (isCurrent(id)) {
      return cancelCurrent(id, force);
    }
    Optional<Job> waiting = pending.find(id);
    waiting.ifPresent(this::drop);
    return waiting.isPresent() ? new Cancellation.Accepted(id) : new Cancellation.NotQueued(id);
  }

  /// Takes everything out that waits; what is being made goes on.
  public void clear() {
    pending.takeAll().forEach(this::tellCancelled);
  }

  /// Moves a track among those that wait.
  ///
  /// @param place from 0, which is made next
  public void move(TrackId id, int place) {
    pending
        .find(id)
        .ifPresent(job -> {
          pending.move(job, place);
          events.tell(new Queued(id, position(id)));
        });
  }

  public QueueStatus status() {
    List<QueueStatus.Pending> waiting = new ArrayList<>();
    for (Job job : pending.all()) {
      GenerationRequest request = job.request();
      waiting.add(new QueueStatus.Pending(request.trackId(), request.prompt(), waiting.size() + 1));
    }
    return new QueueStatus(Optional.ofNullable(current).map(this::active), waiting);
  }

  /// What makes the usual tracks.
  public TrackGenerator generator() {
    return generator;
  }

  /// Wishes wait from now on until `use` says who makes them.
  public void chooseGenerator() {
    isChoosing = true;
  }

  /// Later wishes are made by `changed`; what waits keeps the generator it was promised.
  public void use(TrackGenerator changed) {
    generator = changed;
    isChoosing = false;
    List<Runnable> actions = List.copyOf(waitingForGenerator);
    waitingForGenerator.clear();
    actions.forEach(Runnable::run);
  }

  public GenerationSettings settings() {
    return settings;
  }

  public void configure(GenerationSettings changed) {
    settings = changed;
  }

  private void whenChosen(Runnable action) {
    if (isChoosing) {
      waitingForGenerator.add(action);
    } else {
      action.run();
    }
  }

  private void take(TrackWish wish, TrackGenerator maker, Consumer<Submission> answer) {
    Submission submission = place(wish, maker);
    answer.accept(submission);
    if (submission instanceof Submission.Queued(var id, var position, _)) {
      events.tell(new Queued(id, position));
      startNext();
    }
  }

  private Submission place(TrackWish wish, TrackGenerator maker) {
    try {
      Job job = new Job(request(wish, maker), maker);
      return library.find(job.recipe()).<Submission>map(Cached::new).orElseGet(() -> place(job));
    } catch (IllegalArgumentException e) {
      return new Rejected(
          ErrorCode.INVALID_REQUEST,
          String.valueOf(e.getMessage()),
          "Give a prompt of up to 2,000 characters and a length of 1 to 600 seconds.");
    }
  }

  private Submission place(Job job) {
    TrackId id = job.request().trackId();
    if (!isCurrent(id)) {
      if (pending.size() == MAX_PENDING && pending.find(id).isEmpty()) {
        return new Rejected(
            ErrorCode.INVALID_REQUEST,
            "%d tracks are waiting to be made already".formatted(MAX_PENDING),
            "Wait until one is ready, or make room with :Lofi cancel.");
      }
      pending.add(job);
    }
    return new Submission.Queued(id, position(id), job.request().seed());
  }

  private GenerationRequest request(TrackWish wish, TrackGenerator maker) {
    Prompt prompt = wish.prompt().map(Prompt::new).orElse(settings.prompt());
    double durationSec = wish.durationSec().orElse(settings.durationSec());
    long seed = wish.seed().orElseGet(() -> settings.seed().orElseGet(this::randomSeed));
    TrackId id = TrackId.of(prompt.text(), seed, durationSec, maker.modelVersion());
    return new GenerationRequest(id, prompt, seed, durationSec, wish.priority());
  }

  private long randomSeed() {
    return seeds.nextLong(HIGHEST_RANDOM_SEED);
  }

  private int position(TrackId id) {
    if (isCurrent(id)) {
      return 0;
    }
    return pending.ahead(id) + (current == null ? 0 : 1);
  }

  private void startNext() {
    Job next = current == null ? pending.takeFirst() : null;
    if (next != null) {
      current = next;
      progress = null;
      events.tell(new Started(next.request()));
      TrackStore store = library.store();
      generate.execute(() -> run(next, store));
    }
  }

  /// Runs on the thread that generates.
  private void run(Job job, TrackStore store) {
    Terminal end =
        job.run(
            store,
            nanoTime,
            new Job.Listener() {
              @Override
              public void progressed(Progress report) {
                control.execute(() -> GenerationQueue.this.progressed(job, report));
              }

              @Override
              public void playable(GrowingTrack track) {
                control.execute(() -> isPlayable(job, track));
              }
            });
    control.execute(() -> ended(end));
  }

  private void isPlayable(Job job, GrowingTrack growing) {
    if (job == current) {
      library.add(growing);
      events.tell(new Playable(growing.track()));
    }
  }

  private void progressed(Job job, Progress report) {
    if (job == current) {
      progress = report;
      events.tell(report);
    }
  }

  private void ended(Terminal end) {
    current = null;
    if (end instanceof Completed completed) {
      library.add(completed.track());
    } else {
      library.giveUp(end.trackId());
    }
    events.tell(end);
    startNext();
  }

  private Cancellation cancelCurrent(TrackId id, boolean force) {
    if (!force || current == null) {
      return new Cancellation.InProgress(id);
    }
    current.cancel();
    return new Cancellation.Accepted(id);
  }

  private void drop(Job job) {
    pending.remove(job);
    tellCancelled(job);
  }

  private void tellCancelled(Job job) {
    events.tell(new Cancelled(job.request().trackId()));
  }

  private boolean isCurrent(TrackId id) {
    return current != null && current.request().trackId().equals(id);
  }

  private QueueStatus.Active active(Job job) {
    GenerationRequest request = job.request();
    return progress == null
        ? new QueueStatus.Active(request.trackId(), request.prompt(), 0, 0, OptionalInt.empty())
        : new QueueStatus.Active(
            request.trackId(),
            request.prompt(),
            progress.percent(),
            progress.tokensGenerated(),
            progress.etaSec());
  }
}
