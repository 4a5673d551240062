package lofi.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import lofi.generation.ErrorCode;
import lofi.generation.FakeGenerator;
import lofi.generation.GenerationEvent.Started;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationRequest.Priority;
import lofi.generation.Outcome;
import lofi.generation.Prompt;
import lofi.generation.TrackWish;
import lofi.library.TrackId;
import lofi.radio.PrefetchSettings.Strategy;
import lofi.radio.RadioStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefetchTest {
  private static final List<Prompt> PRESETS =
      List.of(new Prompt("rainy day"), new Prompt("coffee shop"), new Prompt("late night"));

  @TempDir Path folder;

  private Session session;
  private Radio radio;

  @BeforeEach
  void openSession() {
    session = new Session(folder);
    session.queue.use(session.neural);
    radio = session.radio;
    prefetch(Strategy.SAME_PROMPT, 50);
  }

  @Test
  void aTrackIsMadeWhenHalfOfTheSongWasHeard() {
    radio.toggle();
    session.hear(29);
    assertFalse(radio.status().isPrefetching());

    session.hear(2);

    assertTrue(radio.status().isPrefetching());
  }

  @Test
  void howMuchOfAPieceMustBeHeardCanBeChosen() {
    prefetch(Strategy.SAME_PROMPT, 10);
    radio.toggle();
    session.hear(5);
    assertFalse(radio.status().isPrefetching());

    session.hear(2);

    assertTrue(radio.status().isPrefetching());
  }

  @Test
  void nothingIsMadeWhenItIsSwitchedOff() {
    radio.configure(new PrefetchSettings(false, Strategy.SAME_PROMPT, PRESETS, 50));
    radio.toggle();
    session.hear(59);

    assertEquals(Optional.empty(), session.queue.status().current());
  }

  @Test
  void nothingIsMadeWhileAnotherTrackFollows() throws IOException {
    radio.play(session.track("a", 10));
    radio.play(session.track("b", 10));
    session.hear(7);
    assertFalse(radio.status().isPrefetching());

    session.hear(7);

    assertTrue(radio.status().isPrefetching());
  }

  @Test
  void nothingMoreIsMadeWhileTheUserWaitsForATrack() {
    radio.toggle();
    session.generate("users own");
    session.hear(40);

    assertFalse(radio.status().isPrefetching());
    assertEquals(0, session.queue.status().pending().size());
  }

  /// A model that is broken would complain at every song.
  @Test
  void aGeneratorThatFailedIsNotTriedAgainUntilItWorks() {
    session.neural.follow(
        (_, _) -> new Outcome.Failed(ErrorCode.MODEL_NOT_FOUND, "No weights", "Install them."));
    radio.toggle();
    session.hear(31);
    session.makeTracks();
    session.hear(90);
    session.makeTracks();
    assertEquals(1, session.neural.requests().size());

    session.queue.use(session.composer);
    session.queue.use(new FakeGenerator("another-v1"));
    session.hear(60);

    assertTrue(radio.status().isPrefetching());
  }

  @Test
  void theComposersStreamNeedsNoOtherTracks() {
    session.queue.use(session.composer);
    radio.toggle();
    session.hear(59);

    assertEquals(Optional.empty(), session.queue.status().current());
  }

  /// Else one wish would end the stream for good.
  @Test
  void theComposersStreamGoesOnAfterATrackWithoutOthers() {
    session.queue.use(session.composer);
    radio.toggle();
    TrackId wish = session.generate("users own");
    session.makeTracks();
    session.hear(120);

    assertEquals(1, session.composer.requests().size());
    assertTrue(session.told().contains("end " + wish + " finished"), session.told()::toString);
    assertTrue(radio.status().current().orElseThrow().isSong());
  }

  @Test
  void aTrackThatTheUserAsksForAsWellIsTheirs() {
    List<GenerationRequest> started = new ArrayList<>();
    session.queue.listen(event -> {
      if (event instanceof Started(var request)) {
        started.add(request);
      }
    });
    radio.toggle();
    session.hear(31);
    TrackId id = prefetched();
    assertTrue(radio.askedByItself(id));

    GenerationRequest request = started.getFirst();
    radio.generate(
        new TrackWish(
            Optional.of(request.prompt().text()),
            OptionalDouble.empty(),
            OptionalLong.of(request.seed()),
            Priority.NORMAL),
        _ -> {});
    session.makeTracks();

    assertFalse(radio.askedByItself(id));
  }

  @Test
  void aTrackThatTheUserAddsBeforeItJoinsPlaysOnce() {
    radio.toggle();
    session.hear(31);
    TrackId id = makeThePrefetchedTrack();

    radio.addWhenMade(id);
    session.hear(200);

    List<String> starts = session.told().stream().filter(("start " + id)::equals).toList();
    assertEquals(1, starts.size(), session.told()::toString);
  }

  @Test
  void theTrackJoinsTheStreamAtABarAndThenTheStreamGoesOnWithANewSong() {
    radio.toggle();
    session.hear(31);
    TrackId made = makeThePrefetchedTrack();
    assertEquals(Optional.of(11 * FakeStream.BAR_FRAMES), session.player.joinFrame());
    session.hear(14);

    assertEquals(
        List.of(
            "start " + song(0),
            "end " + song(0) + " finished",
            "start " + made,
            "end " + made + " finished",
            "start " + song(1)),
        session.told());
    assertEquals(List.of("cut", "fade 2000", "fade 2000"), session.player.fades());
    assertEquals(List.of(), radio.status().playOrder());
  }

  @Test
  void theTrackFollowsTheCurrentTrackAndIsNotPartOfTheLoop() throws IOException {
    TrackId a = session.track("a", 20);
    radio.play(a);
    session.hear(11);
    TrackId made = makeThePrefetchedTrack();
    session.hear(18);

    assertEquals(
        List.of(
            "start " + a,
            "end " + a + " finished",
            "start " + made,
            "end " + made + " finished",
            "start " + a),
        session.told());
    assertEquals(List.of(a), radio.status().playOrder());
  }

  @Test
  void theLoopGoesOnWhileTheTrackIsStillBeingMade() throws IOException {
    TrackId a = session.track("a", 10);
    radio.play(a);
    session.hear(9);

    assertTrue(radio.status().isPrefetching());
    assertEquals(List.of("start " + a, "end " + a + " finished", "start " + a), session.told());
  }

  @Test
  void aTrackThatComesTooLateEndsTheSilence() throws IOException {
    radio.configure(new RadioSettings(0.3, false, Session.FADE, true));
    TrackId a = session.track("a", 10);
    radio.play(a);
    session.hear(11);
    assertEquals(State.STOPPED, radio.status().state());

    TrackId made = makeThePrefetchedTrack();
    session.hear(1);

    assertEquals("start " + made, session.told().getLast());
  }

  @Test
  void aTrackThatComesAfterAStopStaysInTheLibrary() {
    radio.toggle();
    session.hear(31);
    radio.stop();
    session.toldSince();

    session.makeTracks();
    session.hear(1);

    assertEquals(List.of(), session.toldSince());
    assertEquals(1, session.library.stats().tracks());
  }

  @Test
  void skipPlaysTheTrackThatIsReady() throws IOException {
    radio.play(session.track("a", 20));
    session.hear(11);
    TrackId made = makeThePrefetchedTrack();

    radio.skip();
    session.hear(1);

    assertEquals("start " + made, session.told().getLast());
  }

  @Test
  void oneTrackIsAskedForInEachPieceEvenIfItFails() {
    radio.toggle();
    session.hear(31);
    session.queue.cancel(prefetched(), true);
    session.neural.follow((request, sink) -> new Outcome.Cancelled());
    session.makeTracks();
    session.hear(20);
    assertEquals(1, session.neural.requests().size());

    session.hear(40);
    session.makeTracks();

    assertEquals(2, session.neural.requests().size());
  }

  @Test
  void theSamePromptComesWithANewSeed() {
    radio.toggle();
    makeThree();

    List<GenerationRequest> requests = session.neural.requests();
    assertEquals(Set.of("mellow piano"), prompts());
    assertNotEquals(requests.get(0).seed(), requests.get(1).seed());
  }

  @Test
  void presetsAreTakenInTurn() {
    prefetch(Strategy.PRESET_CYCLE, 50);
    radio.toggle();
    makeThree();

    assertEquals(
        List.of("rainy day", "coffee shop", "late night"),
        session.neural.requests().stream().map(request -> request.prompt().text()).toList());
  }

  @Test
  void presetsAreDrawnAtRandom() {
    prefetch(Strategy.RANDOM_PRESET, 50);
    radio.toggle();
    makeThree();

    assertTrue(Set.of("rainy day", "coffee shop", "late night").containsAll(prompts()));
  }

  @Test
  void withoutPresetsTheCurrentPromptServes() {
    radio.configure(new PrefetchSettings(true, Strategy.PRESET_CYCLE, List.of(), 50));
    radio.toggle();
    session.hear(31);
    session.makeTracks();

    assertEquals(Set.of("mellow piano"), prompts());
  }

  private void prefetch(Strategy strategy, int triggerPercent) {
    radio.configure(new PrefetchSettings(true, strategy, PRESETS, triggerPercent));
  }

  private TrackId makeThePrefetchedTrack() {
    TrackId id = prefetched();
    session.makeTracks();
    return id;
  }

  private TrackId prefetched() {
    return session.queue.status().current().orElseThrow().trackId();
  }

  private void makeThree() {
    for (int i = 0; i < 3; i++) {
      session.hear(31);
      session.makeTracks();
      radio.skip();
      session.hear(1);
      radio.skip();
    }
  }

  private Set<String> prompts() {
    return session.neural.requests().stream()
        .map(request -> request.prompt().text())
        .collect(Collectors.toSet());
  }

  private TrackId song(int number) {
    return FakeStream.songId(session.stream.opened().getFirst(), number);
  }
}
