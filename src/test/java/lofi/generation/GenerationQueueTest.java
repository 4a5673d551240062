package lofi.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import lofi.generation.GenerationEvent.Cancelled;
import lofi.generation.GenerationEvent.Completed;
import lofi.generation.GenerationEvent.Failed;
import lofi.generation.GenerationEvent.Playable;
import lofi.generation.GenerationEvent.Progress;
import lofi.generation.GenerationEvent.Terminal;
import lofi.generation.GenerationRequest.Priority;
import lofi.library.Library;
import lofi.library.LibrarySettings;
import lofi.library.ManualClock;
import lofi.library.ManualExecutor;
import lofi.library.Track;
import lofi.library.TrackId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationQueueTest {
  private static final GenerationSettings DEFAULTS =
      new GenerationSettings(new Prompt("mellow piano"), 30, OptionalLong.empty());

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final ManualExecutor disk = new ManualExecutor();
  private final ManualExecutor control = new ManualExecutor();
  private final ManualExecutor generate = new ManualExecutor();
  private final FakeGenerator generator = new FakeGenerator("fake-v1");
  private final List<GenerationEvent> events = new ArrayList<>();
  private Library library;
  private GenerationQueue queue;

  @BeforeEach
  void openQueue() {
    openQueue(folder);
  }

  private void openQueue(Path cache) {
    library =
        new Library(
            new LibrarySettings(cache, 500, OptionalInt.empty(), Track.Format.WAV),
            clock,
            disk,
            control);
    library.load();
    queue =
        new GenerationQueue(
            library, generator, DEFAULTS, generate, control, clock::nanoTime, new Random(1));
    queue.listen(events::add);
    settleControl();
  }

  @Test
  void theFirstTrackIsMadeAtOnceAndTheOthersWaitInOrder() {
    assertEquals(0, queued(submit("a", 1)).position());
    assertEquals(1, queued(submit("b", 1)).position());
    assertEquals(2, queued(submit("c", 1)).position());

    settle();

    assertEquals(List.of("a", "b", "c"), madePrompts());
  }

  @Test
  void highPriorityGoesBeforeNormalButAfterTheCurrentOne() {
    submit("current", 1);
    submit("normal", 1);
    assertEquals(1, queued(submit("high", Priority.HIGH)).position());
    assertEquals(2, queued(submit("second high", Priority.HIGH)).position());

    settle();

    assertEquals(List.of("current", "high", "second high", "normal"), madePrompts());
  }

  @Test
  void aTrackThatWaitsAlreadyAnswersWithItsPosition() {
    submit("current", 1);
    submit("a", 1);
    submit("b", 1);

    assertEquals(2, queued(submit("b", 1)).position());
    assertEquals(0, queued(submit("current", 1)).position());
    settle();

    assertEquals(List.of("current", "a", "b"), madePrompts());
  }

  @Test
  void aTrackThatWaitsMovesUpWhenAskedForWithHighPriority() {
    submit("current", 1);
    submit("a", 1);
    TrackWish b = wish("b", 1, Priority.NORMAL);
    submit(b);

    Submission again = submit(new TrackWish(b.prompt(), b.durationSec(), b.seed(), Priority.HIGH));

    assertEquals(1, queued(again).position());
    assertEquals(2, queue.status().pending().size());
  }

  @Test
  void aRepeatedRequestIsAnsweredFromTheLibraryAndGeneratesNothing() {
    submit("rain", 7);
    settle();
    events.clear();

    Submission again = submit("  rain ", 7);
    settle();

    Track track = assertInstanceOf(Submission.Cached.class, again).track();
    assertEquals("rain", track.prompt());
    assertEquals(1, generator.requests().size());
    assertEquals(List.of(), events);
  }

  @Test
  void aHitIsFoundInWhatAnEarlierSessionLeft() {
    submit("rain", 7);
    settle();

    openQueue(folder);

    assertInstanceOf(Submission.Cached.class, submit("rain", 7));
  }

  @Test
  void anotherSeedOrLengthOrModelIsAnotherTrack() {
    submit("rain", 7);
    settle();

    assertInstanceOf(Submission.Queued.class, submit("rain", 8));
    TrackWish longer =
        new TrackWish(
            Optional.of("rain"), OptionalDouble.of(31), OptionalLong.of(7), Priority.NORMAL);
    assertInstanceOf(Submission.Queued.class, submit(longer));
    queue.use(new FakeGenerator("fake-v2"));
    assertInstanceOf(Submission.Queued.class, submit("rain", 7));
  }

  @Test
  void drawsASeedWhereNobodyGivesOne() {
    submit(TrackWish.of("rain"));
    submit(TrackWish.of("rain"));
    settle();

    List<GenerationRequest> requests = generator.requests();
    assertEquals(2, requests.size());
    assertNotEquals(requests.get(0).seed(), requests.get(1).seed());
    assertTrue(requests.stream().allMatch(request -> request.seed() >= 0));
  }

  @Test
  void theSettingsFillInWhatAWishLeavesOut() {
    queue.configure(new GenerationSettings(new Prompt("night"), 45, OptionalLong.of(9)));

    submit(TrackWish.anything());
    settle();

    GenerationRequest made = generator.requests().getFirst();
    assertEquals(new Prompt("night"), made.prompt());
    assertEquals(45, made.durationSec());
    assertEquals(9, made.seed());
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertRejected(submit(TrackWish.of("  ")));
    assertRejected(submit(TrackWish.of("x".repeat(5_000))));
    for (double seconds : new double[] {0, 0.9, 600.1, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRejected(
          submit(
              new TrackWish(
                  Optional.empty(),
                  OptionalDouble.of(seconds),
                  OptionalLong.empty(),
                  Priority.NORMAL)));
    }
    assertEquals(List.of(), events);
  }

  @Test
  void takesThirtyTwoThatWaitAndNotOneMore() {
    for (int seed = 0; seed <= GenerationQueue.MAX_PENDING; seed++) {
      assertInstanceOf(Submission.Queued.class, submit("rain", seed));
    }

    assertRejected(submit("rain", 99));
    assertEquals(32, queued(submit("rain", 32)).position());
    assertEquals(32, queue.status().pending().size());
  }

  @Test
  void aWaitingTrackCanBeCancelled() {
    submit("current", 1);
    TrackId waiting = queued(submit("waiting", 1)).trackId();

    assertEquals(new Cancellation.Accepted(waiting), queue.cancel(waiting, false));
    settle();

    assertEquals(List.of("current"), madePrompts());
    assertEquals(List.of(new Cancelled(waiting)), terminals(waiting));
  }

  @Test
  void theActiveTrackCanOnlyBeCancelledByForce() throws IOException {
    TrackId active = queued(submit("active", 1)).trackId();
    generator.follow(GenerationQueueTest::worksUntilCancelled);
    assertEquals(new Cancellation.InProgress(active), queue.cancel(active, false));

    assertEquals(new Cancellation.Accepted(active), queue.cancel(active, true));
    settle();

    assertEquals(List.of(new Cancelled(active)), terminals(active));
    assertEquals(Optional.empty(), library.find(active));
    assertEquals(List.of(), filesIn(folder));
  }

  @Test
  void aTrackThatIsFinishedInSpiteOfForceIsNotKept() throws IOException {
    TrackId active = queued(submit("active", 1)).trackId();
    generator.follow((request, sink) -> {
      queue.cancel(active, true);
      return FakeGenerator.silence(request, sink);
    });

    settle();

    assertEquals(List.of(new Cancelled(active)), terminals(active));
    assertEquals(List.of(), filesIn(folder));
  }

  @Test
  void cancellingWhatIsNotQueuedSaysSo() {
    TrackId unknown = new TrackId("00000000");

    assertEquals(new Cancellation.NotQueued(unknown), queue.cancel(unknown, true));
  }

  @Test
  void clearKeepsTheCurrentOne() {
    TrackId current = queued(submit("current", 1)).trackId();
    TrackId waiting = queued(submit("waiting", 1)).trackId();

    queue.clear();
    settle();

    assertInstanceOf(Completed.class, terminals(current).getFirst());
    assertEquals(List.of(new Cancelled(waiting)), terminals(waiting));
  }

  @Test
  void eachTrackIsQueuedStartedAndEndedOnceInThisOrder() {
    TrackId id = queued(submit("rain", 1)).trackId();
    settle();

    List<String> kinds = events.stream().map(event -> event.getClass().getSimpleName()).toList();
    assertEquals(List.of("Queued", "Started", "Completed"), kinds);
    assertEquals(1, terminals(id).size());
  }

  @Test
  void aCompletedTrackTellsItsTokensAndTime() {
    generator.follow((request, sink) -> {
      clock.advance(Duration.ofMillis(2_500));
      return FakeGenerator.silence(request, sink);
    });
    TrackId id = queued(submit("rain", 1)).trackId();
    settle();

    Completed completed = assertInstanceOf(Completed.class, terminals(id).getFirst());
    assertEquals(25, completed.tokensActual());
    assertEquals(2.5, completed.generationTimeSec());
    assertEquals(Optional.of(completed.track()), library.find(id));
    assertTrue(Files.exists(completed.track().path()));
  }

  @Test
  void progressComesAtMostTwiceASecondAndNeverReachesAHundred() {
    generator.follow((request, sink) -> {
      for (int token = 1; token <= 1_000; token++) {
        clock.advance(Duration.ofMillis(10));
        sink.progress(token, 900);
      }
      return FakeGenerator.silence(request, sink);
    });
    submit("rain", 1);
    settle();

    List<Progress> progress = progress();
    assertEquals(20, progress.size());
    assertEquals(5, progress.getFirst().percent());
    assertEquals(99, progress.getLast().percent());
    assertTrue(progress.stream().allMatch(report -> report.percent() <= 99));
  }

  @Test
  void theRestIsEstimatedFromTheSpeedOfTheLastSeconds() {
    generator.follow((request, sink) -> {
      for (int token = 1; token <= 100; token++) {
        clock.advance(Duration.ofMillis(token <= 50 ? 1_000 : 500));
        sink.progress(token, 100);
      }
      return FakeGenerator.silence(request, sink);
    });
    submit("rain", 1);
    settle();

    assertEquals(OptionalInt.of(15), progress().get(69).etaSec());
    assertEquals(OptionalInt.of(0), progress().getLast().etaSec());
  }

  @Test
  void aSlowBeginningIsNeitherToldNorRemembered() {
    generator.follow((request, sink) -> {
      clock.advance(Duration.ofSeconds(5));
      sink.progress(1, 1_000);
      for (int tokens = 200; tokens <= 400; tokens += 200) {
        clock.advance(Duration.ofMillis(500));
        sink.progress(tokens, 1_000);
      }
      return FakeGenerator.silence(request, sink);
    });
    submit("rain", 1);
    settle();

    assertEquals(
        List.of(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(2)),
        progress().stream().map(Progress::etaSec).toList());
  }

  @Test
  void aMachineThatSleptDoesNotSpoilTheEstimate() {
    generator.follow((request, sink) -> {
      for (int token = 1; token <= 50; token++) {
        clock.advance(token == 20 ? Duration.ofHours(8) : Duration.ofSeconds(1));
        sink.progress(token, 100);
      }
      return FakeGenerator.silence(request, sink);
    });
    submit("rain", 1);
    settle();

    assertEquals(OptionalInt.of(80), progress().get(19).etaSec());
  }

  @Test
  void loadingAModelDoesNotSpoilTheEstimate() {
    generator.follow((request, sink) -> {
      clock.advance(Duration.ofMinutes(1));
      sink.progress(0, 100);
      for (int token = 1; token <= 3; token++) {
        clock.advance(Duration.ofSeconds(1));
        sink.progress(token, 100);
      }
      return FakeGenerator.silence(request, sink);
    });
    submit("rain", 1);
    settle();

    assertEquals(OptionalInt.of(97), progress().getLast().etaSec());
  }

  /// 30 s of audio. What is there has to last for 1.5 times the rest, and 2 s.
  @ParameterizedTest
  @CsvSource({"2, 14", "0.5, 23", "0.1, 28.5"})
  void aTrackIsPlayableWhenTheRestWillBeMadeBeforeItIsHeard(double speed, double expectedSec) {
    submitAt(speed);

    assertEquals(1, playable().size());
    assertEquals(30, playable().getFirst().track().durationSec());
    assertEquals(expectedSec, secondsMadeBefore(playable().getFirst()), 1);
  }

  private double secondsMadeBefore(GenerationEvent event) {
    return events.subList(0, events.indexOf(event)).stream()
        .filter(Progress.class::isInstance)
        .mapToInt(before -> ((Progress) before).tokensGenerated() / 50)
        .max()
        .orElseThrow();
  }

  @Test
  void aTrackThatIsMadeInAMomentIsWaitedFor() {
    submitAt(30);

    assertEquals(List.of(), playable());
  }

  /// Makes 30 s so many times faster than one could hear them.
  private void submitAt(double speed) {
    generator.follow((request, sink) -> {
      for (int half = 0; half < 60; half++) {
        clock.advance(Duration.ofNanos((long) (5e8 / speed)));
        sink.write(new float[16_000], 16_000);
        sink.progress(25 * (half + 1), 1_500);
      }
      return new Outcome.Finished(new GeneratedAudio(1_500, Optional.empty(), Map.of()));
    });
    submit("rain", 1);
    settle();
  }

  private List<Playable> playable() {
    return events.stream().filter(Playable.class::isInstance).map(Playable.class::cast).toList();
  }

  @Test
  void theStatusShowsWhatIsMadeAndWhatWaits() {
    TrackId current = queued(submit("current", 1)).trackId();
    TrackId waiting = queued(submit("waiting", 1)).trackId();
    QueueStatus status = queue.status();

    assertEquals(
        Optional.of(
            new QueueStatus.Active(current, new Prompt("current"), 0, 0, OptionalInt.empty())),
        status.current());
    assertEquals(
        List.of(new QueueStatus.Pending(waiting, new Prompt("waiting"), 1)), status.pending());
    assertTrue(status.contains(current) && status.contains(waiting));
  }

  @Test
  void wishesWaitWhileTheGeneratorIsBeingChosen() {
    FakeGenerator chosen = new FakeGenerator("neural-v1");
    queue.chooseGenerator();
    List<Submission> answers = new ArrayList<>();
    queue.submit(TrackWish.of("rain"), answers::add);
    settle();
    assertEquals(List.of(), answers);

    queue.use(chosen);
    settle();

    assertInstanceOf(Submission.Queued.class, answers.getFirst());
    assertEquals(1, chosen.requests().size());
  }

  @Test
  void aFailureIsToldOnceAndTheNextTrackIsMade() {
    generator.follow((request, sink) ->
        request.prompt().text().equals("bad")
            ? new Outcome.Failed(ErrorCode.MODEL_NOT_FOUND, "No weights", "Install them.")
            : FakeGenerator.silence(request, sink));
    TrackId bad = queued(submit("bad", 1)).trackId();
    TrackId good = queued(submit("good", 1)).trackId();
    settle();

    assertEquals(
        List.of(new Failed(bad, ErrorCode.MODEL_NOT_FOUND, "No weights", "Install them.")),
        terminals(bad));
    assertInstanceOf(Completed.class, terminals(good).getFirst());
  }

  @Test
  void aGeneratorThatThrowsFailsItsTrackOnly() {
    generator.follow((request, sink) -> {
      throw new IllegalStateException("a bug");
    });
    TrackId broken = queued(submit("broken", 1)).trackId();
    settle();
    generator.follow(FakeGenerator::silence);
    TrackId good = queued(submit("good", 1)).trackId();
    settle();

    Failed failed = assertInstanceOf(Failed.class, terminals(broken).getFirst());
    assertEquals(ErrorCode.MODEL_INFERENCE_FAILED, failed.code());
    assertInstanceOf(Completed.class, terminals(good).getFirst());
  }

  @Test
  void aTrackWithoutSoundIsAFailure() {
    generator.follow(
        (request, sink) -> new Outcome.Finished(new GeneratedAudio(0, Optional.empty(), Map.of())));
    TrackId id = queued(submit("rain", 1)).trackId();
    settle();

    Failed failed = assertInstanceOf(Failed.class, terminals(id).getFirst());
    assertEquals(ErrorCode.MODEL_INFERENCE_FAILED, failed.code());
  }

  @Test
  void aFolderThatCannotBeWrittenIsACacheWriteError() throws IOException {
    openQueue(Files.writeString(folder.resolve("file"), "").resolve("lofi"));
    TrackId id = queued(submit("rain", 1)).trackId();
    settle();

    Failed failed = assertInstanceOf(Failed.class, terminals(id).getFirst());
    assertEquals(ErrorCode.CACHE_WRITE_ERROR, failed.code());
    assertTrue(failed.advice().contains("cache.dir"), failed.advice());
  }

  @Test
  void aListenerThatAsksForMoreDoesNotMixUpTheOrderOfEvents() {
    List<String> heard = new ArrayList<>();
    List<TrackWish> more = new ArrayList<>(List.of(wish("second", 1, Priority.NORMAL)));
    openQueue(folder);
    queue.listen(event -> {
      if (event instanceof Completed && !more.isEmpty()) {
        queue.submit(more.removeFirst(), answer -> {});
      }
    });
    queue.listen(event -> heard.add(event.getClass().getSimpleName()));
    submit("first", 1);
    settle();

    assertEquals(
        List.of("Queued", "Started", "Completed", "Queued", "Started", "Completed"), heard);
  }

  @Test
  void aWishWaitsUntilTheLibraryHasBeenRead() {
    submit("rain", 7);
    settle();
    library =
        new Library(
            new LibrarySettings(folder, 500, OptionalInt.empty(), Track.Format.WAV),
            clock,
            disk,
            control);
    queue =
        new GenerationQueue(
            library, generator, DEFAULTS, generate, control, clock::nanoTime, new Random(1));
    library.load();
    List<Submission> answers = new ArrayList<>();
    queue.submit(wish("rain", 7, Priority.NORMAL), answers::add);
    assertEquals(List.of(), answers);

    settle();

    assertInstanceOf(Submission.Cached.class, answers.getFirst());
  }

  private static Outcome worksUntilCancelled(GenerationRequest request, GenerationSink sink)
      throws IOException {
    sink.write(new float[1_000], 1_000);
    return sink.isCancelled() ? new Outcome.Cancelled() : FakeGenerator.silence(request, sink);
  }

  private static TrackWish wish(String prompt, long seed, Priority priority) {
    return new TrackWish(
        Optional.of(prompt), OptionalDouble.empty(), OptionalLong.of(seed), priority);
  }

  private Submission submit(String prompt, long seed) {
    return submit(wish(prompt, seed, Priority.NORMAL));
  }

  private Submission submit(String prompt, Priority priority) {
    return submit(wish(prompt, 1, priority));
  }

  private Submission submit(TrackWish wish) {
    List<Submission> answers = new ArrayList<>();
    queue.submit(wish, answers::add);
    return answers.getFirst();
  }

  private static Submission.Queued queued(Submission submission) {
    return assertInstanceOf(Submission.Queued.class, submission);
  }

  private static void assertRejected(Submission submission) {
    Submission.Rejected rejected = assertInstanceOf(Submission.Rejected.class, submission);
    assertEquals(ErrorCode.INVALID_REQUEST, rejected.code());
    assertTrue(rejected.advice().endsWith("."), rejected.advice());
  }

  private List<String> madePrompts() {
    return generator.requests().stream().map(request -> request.prompt().text()).toList();
  }

  private List<Terminal> terminals(TrackId id) {
    return events.stream()
        .filter(Terminal.class::isInstance)
        .map(Terminal.class::cast)
        .filter(terminal -> terminal.trackId().equals(id))
        .toList();
  }

  private List<Progress> progress() {
    return events.stream().filter(Progress.class::isInstance).map(Progress.class::cast).toList();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith(".lofi.lock")).toList();
    }
  }

  private void settle() {
    do {
      settleControl();
    } while (generate.runAll());
    settleControl();
  }

  private void settleControl() {
    while (disk.runAll() || control.runAll()) {
      // Each may give the other more to do.
    }
  }
}
