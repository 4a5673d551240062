package lofi.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lofi.library.TrackId;
import lofi.playback.RealPlayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the radio expects of the player, asked of the real one.
class RadioWithRealPlayerTest {
  @TempDir Path folder;

  private Session session;
  private Radio radio;

  @BeforeEach
  void openSession() {
    session = new Session(folder, Optional.of(new RealPlayer()));
    radio = session.radio;
  }

  @Test
  void tracksFollowEachOtherAndLoop() throws IOException {
    TrackId a = session.track("a", 5);
    TrackId b = session.track("b", 5);
    radio.play(a);
    radio.play(b);
    session.hear(7);

    assertEquals(
        List.of(
            "start " + a,
            "end " + a + " finished",
            "start " + b,
            "end " + b + " finished",
            "start " + a),
        session.told());
  }

  @Test
  void aJoinThatIsNotWantedAnyMoreDoesNotHappen() throws IOException {
    TrackId a = session.track("a", 5);
    radio.play(a);
    session.hear(1);

    radio.clearPlayOrder();
    session.hear(5);

    assertEquals(List.of("start " + a, "end " + a + " finished"), session.told());
    assertFalse(session.isSounding());
  }

  @Test
  void aTrackJoinsTheStreamAtABarAndTheStreamGoesOnAfterIt() throws IOException {
    TrackId a = session.track("a", 5);
    radio.configure(new RadioSettings(0.3, false, Session.FADE, true));
    radio.toggle();
    session.hear(1);
    radio.play(a);
    session.hear(1);
    assertEquals(List.of("start " + song(0)), session.told());

    session.hear(6);

    assertEquals(
        List.of(
            "start " + song(0),
            "end " + song(0) + " skipped",
            "start " + a,
            "end " + a + " finished",
            "start " + song(1)),
        session.told());
  }

  @Test
  void aTrackThatCannotBeReadIsLeftOut() throws IOException {
    TrackId a = session.track("a", 5);
    TrackId broken = session.track("broken", 5);
    TrackId c = session.track("c", 5);
    Files.delete(session.library.find(broken).orElseThrow().path());
    radio.play(a);
    radio.play(broken);
    radio.play(c);
    session.hear(5);

    assertEquals(
        List.of(
            "start " + a, "problem AUDIO_PLAYBACK_ERROR", "end " + a + " finished", "start " + c),
        session.told());
  }

  private TrackId song(int number) {
    return FakeStream.songId(session.stream.opened().getFirst(), number);
  }
}
