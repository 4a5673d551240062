package lofi.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lofi.generation.Prompt;
import lofi.library.TrackId;
import lofi.playback.RealPlayer;
import lofi.radio.PrefetchSettings.Strategy;
import lofi.radio.RadioEvent.Ended;
import lofi.radio.RadioEvent.Paused;
import lofi.radio.RadioEvent.Resumed;
import lofi.radio.RadioEvent.Started;
import lofi.radio.RadioStatus.State;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever somebody does in whatever order, the events make sense.
class RandomSessionTest {
  private static final List<Strategy> STRATEGIES = List.copyOf(EnumSet.allOf(Strategy.class));

  @TempDir Path folder;

  private final List<TrackId> tracks = new ArrayList<>();
  private Optional<TrackId> open = Optional.empty();
  private boolean isPaused;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void eachPieceStartsAndEndsOnceAndNoTwoAreOpen(long seed) throws IOException {
    behaveAtRandom(new Session(folder), new Random(seed), 600);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void theSameHoldsWithTheRealPlayer(long seed) throws IOException {
    Session session = new Session(folder, Optional.of(new RealPlayer()));
    behaveAtRandom(session, new Random(seed), 120);
  }

  private void behaveAtRandom(Session session, Random random, int steps) throws IOException {
    session.queue.use(session.neural);
    session.radio.listen(this::check);
    for (String prompt : List.of("a", "b", "c")) {
      tracks.add(session.track(prompt, 4));
    }
    for (int step = 0; step < steps; step++) {
      doSomething(session, random);
      checkState(session);
    }

    session.radio.stop();
    session.hear(1);
    assertEquals(Optional.empty(), open);
    assertEquals(State.STOPPED, session.radio.status().state());
    assertFalse(session.isSounding());
  }

  private void doSomething(Session session, Random random) {
    Radio radio = session.radio;
    TrackId track = tracks.get(random.nextInt(tracks.size()));
    switch (random.nextInt(24)) {
      case 0, 1 -> radio.toggle();
      case 2 -> radio.play();
      case 3 -> radio.play(track);
      case 4 -> radio.pause();
      case 5 -> radio.resume();
      case 6 -> radio.stop();
      case 7, 8 -> radio.skip();
      case 9 -> radio.add(track);
      case 10 -> radio.remove(track);
      case 11 -> radio.clearPlayOrder();
      case 12 -> radio.move(track, random.nextInt(4));
      case 13 -> radio.setCrossfade(Duration.ofMillis(random.nextInt(3_000)));
      case 14 ->
          radio.configure(
              new RadioSettings(0.3, random.nextBoolean(), Session.FADE, random.nextBoolean()));
      case 15 ->
          radio.configure(
              new PrefetchSettings(
                  random.nextBoolean(),
                  STRATEGIES.get(random.nextInt(3)),
                  List.of(new Prompt("preset")),
                  random.nextInt(101)));
      case 16 -> session.generate("prompt " + random.nextInt(1_000));
      case 17 -> session.queue.clear();
      case 18, 19 -> session.makeTracks();
      case 20 -> session.advance(Duration.ofMillis(20));
      case 21 -> session.settle();
      default -> session.hear(random.nextDouble(8));
    }
  }

  private void check(RadioEvent event) {
    switch (event) {
      case Started(var piece) -> {
        assertEquals(Optional.empty(), open, "started while another piece was open");
        open = Optional.of(piece.trackId());
        isPaused = false;
      }
      case Ended(var id, _) -> {
        assertEquals(Optional.of(id), open, "ended without a beginning");
        open = Optional.empty();
      }
      case Paused(var id) -> {
        assertEquals(Optional.of(id), open);
        assertFalse(isPaused, "paused twice");
        isPaused = true;
      }
      case Resumed(var id) -> {
        assertEquals(Optional.of(id), open);
        assertTrue(isPaused, "resumed without a pause");
        isPaused = false;
      }
      case RadioEvent.Problem problem -> throw new AssertionError(problem);
      case RadioEvent.Changed _ -> {}
    }
  }

  private void checkState(Session session) {
    RadioStatus status = session.radio.status();
    assertEquals(open, status.current().map(NowPlaying::trackId));
    assertEquals(status.state() == State.PLAYING, session.ticker.isRunning());
    if (status.state() != State.PLAYING) {
      assertFalse(session.isSounding(), "sound while " + status.state());
    }
  }
}
