package lofi.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import lofi.audio.BeatGrid;
import lofi.audio.PcmSource;
import lofi.generation.ErrorCode;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationSettings;
import lofi.generation.Outcome;
import lofi.generation.Prompt;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.generation.Submission;
import lofi.library.LibrarySettings;
import lofi.library.Track;
import lofi.library.TrackId;
import lofi.radio.RadioStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadioTest {
  private static final TrackId UNKNOWN = new TrackId("00000000");

  @TempDir Path folder;

  private Session session;
  private Radio radio;

  @BeforeEach
  void openSession() {
    session = new Session(folder);
    radio = session.radio;
  }

  // What plays

  @Test
  void toggleStartsTheStreamWhenThereIsNoPlayOrder() throws IOException {
    session.track("made earlier", 10);

    radio.toggle();
    session.hear(1);

    assertEquals(List.of("start " + song(0)), session.told());
    assertEquals(State.PLAYING, radio.status().state());
  }

  @Test
  void toggleStartsThePlayOrderWhenThereIsOne() throws IOException {
    TrackId a = session.track("a", 10);
    radio.add(a);

    radio.toggle();
    session.hear(1);

    assertEquals(List.of("start " + a), session.told());
  }

  @Test
  void togglePausesAndResumes() {
    radio.toggle();
    session.hear(1);
    radio.toggle();
    assertEquals(State.PAUSED, radio.status().state());
    assertFalse(session.player.isSounding());
    radio.toggle();
    session.hear(1);

    assertTrue(session.player.isSounding());
    assertEquals(
        List.of("start " + song(0), "pause " + song(0), "resume " + song(0)), session.told());
  }

  @Test
  void aPauseDuringTheFirstSoundIsToldAfterTheStart() {
    radio.toggle();
    session.player.advance(Duration.ofMillis(20));
    radio.pause();
    session.settle();
    radio.resume();

    assertEquals(
        List.of("start " + song(0), "pause " + song(0), "resume " + song(0)), session.told());
  }

  @Test
  void playResumesWhatIsPaused() throws IOException {
    session.track("newer", 10);
    radio.toggle();
    session.hear(1);
    radio.pause();

    radio.play();
    session.hear(1);

    assertEquals(
        List.of("start " + song(0), "pause " + song(0), "resume " + song(0)), session.told());
  }

  @Test
  void playStartsTheTrackThatWasMadeLast() throws IOException {
    session.track("older", 10);
    TrackId newer = session.track("newer", 10);

    radio.play();
    session.hear(1);

    assertEquals(List.of("start " + newer), session.told());
    assertEquals(List.of(newer), radio.status().playOrder());
  }

  @Test
  void playStartsTheStreamWhenNothingWasMade() {
    radio.play();
    session.hear(1);

    assertEquals(List.of("start " + song(0)), session.told());
  }

  @Test
  void playingATrackAddsItToThePlayOrderAndStartsIt() throws IOException {
    TrackId a = session.track("a", 10);

    radio.play(a);
    session.hear(1);

    assertEquals(List.of(a), radio.status().playOrder());
    assertEquals(List.of("start " + a), session.told());
  }

  @Test
  void playingATrackWhileAnotherPlaysOnlyAddsIt() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    session.hear(1);

    radio.play(b);
    session.hear(1);

    assertEquals(List.of(a, b), radio.status().playOrder());
    assertEquals(List.of("start " + a), session.told());
  }

  @Test
  void playingATrackOverTheStreamJoinsAtTheNextBar() throws IOException {
    TrackId a = session.track("a", 10);
    radio.toggle();
    session.hear(4);

    radio.play(a);
    assertEquals(Optional.of(2 * FakeStream.BAR_FRAMES), session.player.joinFrame());
    session.hear(3);

    assertEquals(
        List.of("start " + song(0), "end " + song(0) + " skipped", "start " + a), session.told());
    assertEquals(List.of("cut", "fade 2000"), session.player.fades());
  }

  @Test
  void playingATrackEndsAPause() throws IOException {
    TrackId a = session.track("a", 10);
    radio.toggle();
    session.hear(1);
    radio.pause();

    radio.play(a);
    session.hear(1);

    assertEquals(
        List.of(
            "start " + song(0), "pause " + song(0), "end " + song(0) + " skipped", "start " + a),
        session.told());
  }

  @Test
  void anUnknownTrackIsAProblemAndTheMusicGoesOn() {
    radio.toggle();
    session.hear(1);

    radio.play(UNKNOWN);
    radio.add(UNKNOWN);
    session.hear(1);

    assertEquals(
        List.of("start " + song(0), "problem INVALID_TRACK_ID", "problem INVALID_TRACK_ID"),
        session.told());
    assertEquals(List.of(), radio.status().playOrder());
  }

  @Test
  void aTrackThatAnotherNeovimMadeCanBePlayed() throws IOException {
    TrackId theirs = new Session(folder).track("theirs", 10);

    radio.play(theirs);
    session.hear(1);

    assertEquals(List.of("start " + theirs), session.told());
  }

  // The stream

  @Test
  void eachSongOfTheStreamBeginsAndEnds() {
    radio.toggle();
    session.hear(61);

    assertEquals(
        List.of("start " + song(0), "end " + song(0) + " finished", "start " + song(1)),
        session.told());
  }

  @Test
  void skipLeadsToTheNextSongWithACrossfade() {
    radio.toggle();
    session.hear(10);

    radio.skip();
    session.hear(1);

    assertEquals(
        List.of("start " + song(0), "end " + song(0) + " skipped", "start " + song(1)),
        session.told());
    assertEquals(List.of("cut", "fade 2000"), session.player.fades());
  }

  @Test
  void twoQuickSkipsLeadTwoSongsOn() {
    radio.toggle();
    session.hear(10);

    radio.skip();
    radio.skip();
    session.hear(1);

    assertEquals(
        List.of("start " + song(0), "end " + song(0) + " skipped", "start " + song(2)),
        session.told());
  }

  @Test
  void aSongThatWasReachedByPlayingIsNotRepeatedBySkipping() {
    radio.toggle();
    session.hear(61);

    radio.skip();
    session.hear(1);

    assertEquals("start " + song(2), session.told().getLast());
  }

  @Test
  void theSeedOfTheSettingsGivesTheSameStreamAgain() {
    session.queue.configure(new GenerationSettings(new Prompt("rain"), 30, OptionalLong.of(7)));
    radio.toggle();
    radio.stop();
    radio.toggle();

    StreamRequest rain = new StreamRequest(new Prompt("rain"), 7, 0);
    assertEquals(List.of(rain, rain), session.stream.opened());
  }

  @Test
  void withoutASeedEachStreamIsAnother() {
    radio.toggle();
    radio.stop();
    radio.toggle();

    List<StreamRequest> opened = session.stream.opened();
    assertNotEquals(opened.get(0).seed(), opened.get(1).seed());
  }

  @Test
  void aTrackThatIsAddedDuringTheStreamFollowsTheSong() throws IOException {
    TrackId a = session.track("a", 10);
    radio.toggle();
    session.hear(1);

    radio.add(a);
    assertEquals(Optional.of(57L * 48_000), session.player.joinFrame());
    session.hear(57);

    assertEquals(
        List.of("start " + song(0), "end " + song(0) + " finished", "start " + a), session.told());
  }

  @Test
  void aTrackThatIsRemovedAgainDoesNotJoinTheStream() throws IOException {
    TrackId a = session.track("a", 10);
    radio.toggle();
    session.hear(1);
    radio.play(a);

    radio.remove(a);
    session.hear(10);

    assertEquals(List.of("start " + song(0)), session.told());
  }

  @Test
  void aStreamThatBreaksDownIsAProblemAndThenSilence() {
    session.stream.breakDown();
    radio.toggle();
    session.hear(1);

    assertEquals(List.of("problem AUDIO_PLAYBACK_ERROR"), session.told());
    assertEquals(State.STOPPED, radio.status().state());
  }

  // The play order

  @Test
  void tracksFollowEachOtherWithACrossfade() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    radio.play(b);
    session.hear(9);

    assertEquals(List.of("start " + a, "end " + a + " finished", "start " + b), session.told());
    assertEquals(List.of("cut", "fade 2000"), session.player.fades());
  }

  @Test
  void aCrossfadeOfZeroCutsFromTrackToTrack() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.setCrossfade(Duration.ZERO);
    radio.play(a);
    radio.play(b);
    session.hear(11);

    assertEquals(List.of("start " + a, "end " + a + " finished", "start " + b), session.told());
    assertEquals(List.of("cut", "cut"), session.player.fades());
  }

  @Test
  void theCrossfadeCanChangeWhileATrackPlays() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    radio.play(b);
    session.hear(1);

    radio.setCrossfade(Duration.ofSeconds(1));
    session.hear(9);

    assertEquals(List.of("cut", "fade 1000"), session.player.fades());
  }

  @Test
  void thePlayOrderBeginsAgainWhenItLoops() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    radio.play(b);
    session.hear(17);

    assertEquals("start " + a, session.told().getLast());
    assertEquals(5, session.told().size());
  }

  @Test
  void oneTrackLoopsByItself() throws IOException {
    TrackId a = session.track("a", 10);
    radio.play(a);
    session.hear(9);

    assertEquals(List.of("start " + a, "end " + a + " finished", "start " + a), session.told());
  }

  @Test
  void withoutLoopTheMusicEndsAfterTheLastTrack() throws IOException {
    TrackId a = session.track("a", 10);
    loop(false);
    radio.play(a);
    session.hear(11);

    assertEquals(List.of("start " + a, "end " + a + " finished"), session.told());
    assertEquals(State.STOPPED, radio.status().state());
    assertFalse(session.ticker.isRunning());
  }

  @Test
  void theStreamGoesOnWithANewSongAfterTheLastTrack() throws IOException {
    TrackId a = session.track("a", 10);
    radio.toggle();
    session.hear(1);
    radio.play(a);
    session.hear(12);

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
  void loopCanBeSwitchedOffWhileTheLastTrackPlays() throws IOException {
    TrackId a = session.track("a", 10);
    radio.play(a);
    session.hear(5);

    loop(false);
    session.hear(10);

    assertEquals(List.of("start " + a, "end " + a + " finished"), session.told());
  }

  @Test
  void skipLeadsToTheNextTrackWithACrossfade() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    radio.play(b);
    session.hear(1);

    radio.skip();
    session.hear(1);

    assertEquals(List.of("start " + a, "end " + a + " skipped", "start " + b), session.told());
    assertEquals(List.of("cut", "fade 2000"), session.player.fades());
  }

  @Test
  void skipAfterTheLastTrackWithoutLoopIsSilence() throws IOException {
    TrackId a = session.track("a", 10);
    loop(false);
    radio.play(a);
    session.hear(1);

    radio.skip();
    session.hear(1);

    assertEquals(List.of("start " + a, "end " + a + " skipped"), session.told());
    assertEquals(State.STOPPED, radio.status().state());
  }

  @Test
  void skipWhileNothingPlaysDoesNothing() throws IOException {
    radio.add(session.track("a", 10));

    radio.skip();
    session.hear(1);

    assertEquals(List.of(), session.told());
  }

  @Test
  void stopIsSilenceAtOnceAndForgetsThePosition() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    radio.play(b);
    session.hear(9);
    assertEquals("start " + b, session.told().getLast());

    radio.stop();
    assertFalse(session.player.isSounding());
    assertEquals("end " + b + " stopped", session.told().getLast());
    radio.toggle();
    session.hear(1);

    assertEquals("start " + a, session.told().getLast());
    assertEquals(List.of(a, b), radio.status().playOrder());
  }

  @Test
  void stopTwiceTellsOneEnd() {
    radio.toggle();
    session.hear(1);

    radio.stop();
    radio.stop();
    session.hear(1);

    assertEquals(List.of("start " + song(0), "end " + song(0) + " stopped"), session.told());
  }

  @Test
  void whatWasStoppedBeforeItsFirstSoundIsNotMentioned() {
    radio.toggle();
    radio.stop();
    session.hear(1);

    assertEquals(List.of(), session.told());
    assertFalse(session.player.isSounding());
  }

  @Test
  void aTrackStandsInThePlayOrderOnce() throws IOException {
    TrackId a = session.track("a", 10);
    radio.add(a);
    radio.add(a);

    assertEquals(List.of(a), radio.status().playOrder());
  }

  @Test
  void aClearedPlayOrderLetsTheCurrentTrackEnd() throws IOException {
    TrackId a = session.track("a", 10);
    radio.play(a);
    session.hear(5);

    radio.clearPlayOrder();
    session.hear(6);

    assertEquals(List.of("start " + a, "end " + a + " finished"), session.told());
  }

  @Test
  void tracksCanBeMovedWithinThePlayOrder() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    TrackId c = session.track("c", 10);
    radio.play(a);
    radio.play(b);
    radio.play(c);
    session.hear(1);

    radio.move(c, 1);
    session.hear(8);

    assertEquals(List.of(a, c, b), radio.status().playOrder());
    assertEquals("start " + c, session.told().getLast());
  }

  @Test
  void aDeletedTrackLeavesThePlayOrder() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    radio.play(a);
    radio.play(b);
    session.hear(1);

    session.library.delete(b, removal -> {});
    session.settle();
    session.hear(9);

    assertEquals(List.of(a), radio.status().playOrder());
    assertEquals(List.of("start " + a, "end " + a + " finished", "start " + a), session.told());
  }

  @Test
  void whatPlaysAndWillPlayIsNotEvicted() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId b = session.track("b", 10);
    TrackId other = session.track("other", 10);
    radio.play(a);
    radio.play(b);
    session.hear(1);

    session.library.configure(
        new LibrarySettings(folder, 500, OptionalInt.of(1), Track.Format.WAV));
    session.settle();

    assertTrue(session.library.find(a).isPresent());
    assertTrue(session.library.find(b).isPresent());
    assertFalse(session.library.find(other).isPresent());
  }

  @Test
  void aTrackThatCannotBeReadIsAProblemAndTheNextOnePlays() throws IOException {
    TrackId broken = session.track("broken", 10);
    TrackId b = session.track("b", 10);
    Files.writeString(session.library.find(broken).orElseThrow().path(), "no music");
    radio.add(broken);
    radio.add(b);

    radio.toggle();
    session.hear(1);

    assertEquals(List.of("problem AUDIO_PLAYBACK_ERROR", "start " + b), session.told());
    assertEquals(List.of(b), radio.status().playOrder());
  }

  @Test
  void aNextTrackThatCannotBeReadIsLeftOut() throws IOException {
    TrackId a = session.track("a", 10);
    TrackId broken = session.track("broken", 10);
    TrackId c = session.track("c", 10);
    Files.delete(session.library.find(broken).orElseThrow().path());
    radio.play(a);
    radio.play(broken);
    radio.play(c);
    session.hear(11);

    assertEquals(
        List.of(
            "start " + a, "problem AUDIO_PLAYBACK_ERROR", "end " + a + " finished", "start " + c),
        session.told());
  }

  // Tracks that the user has made

  @Test
  void aTrackJoinsTheStreamBeforeItIsWhole() {
    radio.toggle();
    session.hear(1);
    session.composer.follow((request, sink) -> {
      session.makeSeconds(sink, 20, 30);
      session.hear(5);
      session.makeSeconds(sink, 10, 30);
      return new Outcome.Finished(new GeneratedAudio(1_500, Optional.empty(), Map.of()));
    });
    TrackId id = session.generate("rain");
    session.makeTracks();

    assertTrue(session.told().contains("start " + id), session.told()::toString);
    assertEquals(List.of(id), radio.status().playOrder());
    assertEquals(Optional.of(id), radio.status().current().map(NowPlaying::trackId));
  }

  @Test
  void theStreamGoesOnWhenTheRestOfATrackCannotBeMade() {
    radio.toggle();
    session.hear(1);
    session.composer.follow((request, sink) -> {
      session.makeSeconds(sink, 20, 30);
      session.hear(5);
      return new Outcome.Failed(ErrorCode.MODEL_INFERENCE_FAILED, "It died", "Try again.");
    });
    TrackId id = session.generate("rain");
    session.makeTracks();
    session.player.breakOff("the rest could not be made");
    session.hear(2);

    assertEquals(List.of(), radio.status().playOrder());
    assertTrue(session.told().contains("end " + id + " error"), session.told()::toString);
    assertFalse(session.told().contains("problem AUDIO_PLAYBACK_ERROR"), session.told()::toString);
    assertTrue(radio.status().current().orElseThrow().isSong());
  }

  @Test
  void aTrackThatIsEndedByForceWhileItIsHeardIsNoProblem() {
    session.composer.follow((request, sink) -> {
      session.makeSeconds(sink, 20, 30);
      session.hear(5);
      session.queue.cancel(request.trackId(), true);
      session.player.breakOff("the rest could not be made");
      return new Outcome.Cancelled();
    });
    TrackId id = session.generate("rain");
    session.makeTracks();
    session.hear(2);

    assertEquals(List.of("start " + id, "end " + id + " error"), session.told());
    assertEquals(State.STOPPED, radio.status().state());
  }

  @Test
  void aTrackThatBecameWholeAndCannotBeReadIsAProblem() {
    session.composer.follow((request, sink) -> {
      session.makeSeconds(sink, 20, 30);
      session.hear(5);
      session.makeSeconds(sink, 10, 30);
      return new Outcome.Finished(new GeneratedAudio(1_500, Optional.empty(), Map.of()));
    });
    session.generate("rain");
    session.makeTracks();
    session.player.breakOff("the disk is broken");
    session.hear(2);

    assertTrue(session.told().contains("problem AUDIO_PLAYBACK_ERROR"), session.told()::toString);
  }

  @Test
  void aTrackOfTheQueueIsMadeNextAndPlaysWhateverTheSettingsSay() {
    radio.configure(new RadioSettings(0.3, true, Session.FADE, false));
    session.generate("first");
    session.generate("second");
    TrackId third = session.generate("third");

    radio.playWhenMade(third);
    assertEquals(third, session.queue.status().pending().getFirst().trackId());
    session.makeTracks();
    session.hear(1);

    assertEquals(List.of("start " + third), session.told());
    assertEquals(List.of(third), radio.status().playOrder());
  }

  @Test
  void aTrackOfTheQueueJoinsThePlayOrderWithoutASound() {
    TrackId rain = session.generate("rain");

    radio.addWhenMade(rain);
    session.makeTracks();
    session.hear(1);

    assertEquals(List.of(), session.told());
    assertEquals(List.of(rain), radio.status().playOrder());
  }

  @Test
  void aTrackOfTheQueueJoinsThePlayOrderAlsoAfterAStop() {
    TrackId rain = session.generate("rain");
    TrackId snow = session.generate("snow");

    radio.addWhenMade(rain);
    radio.playWhenMade(snow);
    radio.stop();
    session.makeTracks();
    session.hear(1);

    assertEquals(List.of(), session.told());
    assertEquals(List.of(rain), radio.status().playOrder());
  }

  @Test
  void aTrackThatIsStillBeingMadeCanBePlayedAndAddedAtOnce() {
    radio.configure(new RadioSettings(0.3, true, Session.FADE, false));
    session.composer.follow((request, sink) -> {
      session.makeSeconds(sink, 20, 30);
      session.settle();
      radio.playWhenMade(request.trackId());
      session.hear(5);
      session.makeSeconds(sink, 10, 30);
      return new Outcome.Finished(new GeneratedAudio(1_500, Optional.empty(), Map.of()));
    });
    TrackId id = session.generate("rain");
    session.makeTracks();

    assertEquals(List.of("start " + id), session.told());
  }

  @Test
  void aTrackIsPlayedWhenItIsReady() {
    TrackId rain = session.generate("rain");
    session.hear(1);
    assertEquals(List.of(), session.told());

    session.makeTracks();
    session.hear(1);

    assertEquals(List.of("start " + rain), session.told());
    assertEquals(List.of(rain), radio.status().playOrder());
  }

  @Test
  void aTrackJoinsTheStreamAtTheNextBarWhenItIsReady() {
    radio.toggle();
    session.hear(4);
    TrackId rain = session.generate("rain");
    session.makeTracks();

    assertEquals(Optional.of(2 * FakeStream.BAR_FRAMES), session.player.joinFrame());
    session.hear(3);

    assertEquals("start " + rain, session.told().getLast());
  }

  @Test
  void aTrackThatTheLibraryHasIsPlayedAtOnce() {
    session.queue.configure(new GenerationSettings(new Prompt("rain"), 30, OptionalLong.of(7)));
    TrackId rain = session.generate("rain");
    session.makeTracks();
    radio.stop();
    session.toldSince();

    session.generate("rain");
    session.hear(1);

    assertEquals(List.of("start " + rain), session.toldSince());
  }

  @Test
  void withoutAutoPlayATrackOnlyGoesToTheLibrary() {
    radio.configure(new RadioSettings(0.3, true, Session.FADE, false));
    TrackId rain = session.generate("rain");
    session.makeTracks();
    session.hear(1);

    assertTrue(session.library.find(rain).isPresent());
    assertEquals(List.of(), session.told());
    assertEquals(List.of(), radio.status().playOrder());
  }

  @Test
  void aTrackDoesNotEndAPauseByItself() {
    radio.toggle();
    session.hear(1);
    radio.pause();
    TrackId rain = session.generate("rain");
    session.makeTracks();
    session.hear(5);

    assertEquals(State.PAUSED, radio.status().state());
    assertEquals(List.of(rain), radio.status().playOrder());
  }

  @Test
  void aTrackThatWasAskedForBeforeAStopDoesNotBreakTheSilence() {
    radio.toggle();
    session.hear(1);
    session.generate("rain");
    radio.stop();
    session.toldSince();

    session.makeTracks();
    session.hear(1);

    assertEquals(List.of(), session.toldSince());
  }

  @Test
  void keepMakesATrackOfTheSongThatIsHeardAndDoesNotPlayIt() {
    session.queue.use(session.neural);
    radio.toggle();
    session.hear(61);
    List<Submission> answers = new ArrayList<>();

    radio.keep(answers::add);
    session.makeTracks();
    session.hear(10);

    assertInstanceOf(Submission.Queued.class, answers.getFirst());
    assertEquals(1, session.stream.opened().getLast().firstSong());
    Track kept = session.library.find(song(1)).orElseThrow();
    assertEquals(60, kept.durationSec());
    assertEquals(new BeatGrid(FakeStream.BAR_FRAMES, 0), kept.music().orElseThrow().beatGrid());
    assertEquals("start " + song(1), session.told().getLast());
    assertEquals(List.of(), radio.status().playOrder());
  }

  @Test
  void aKeptSongEndsSoftly() throws IOException {
    session.stream.playOnly(0.5f);
    radio.toggle();
    session.hear(1);
    radio.keep(answer -> {});
    session.makeTracks();

    Track kept = session.library.find(song(0)).orElseThrow();
    float[] samples = new float[2 * 60 * 48_000];
    try (PcmSource source = session.library.source(kept)) {
      float[] block = new float[2 * 4_800];
      int at = 0;
      for (int n = source.read(block, 4_800); n > 0; n = source.read(block, 4_800)) {
        System.arraycopy(block, 0, samples, at, 2 * n);
        at += 2 * n;
      }
    }
    assertEquals(0.5f, samples[samples.length / 2], 1e-4);
    assertEquals(0f, samples[samples.length - 1], 1e-4);
  }

  @Test
  void thereIsNothingToKeepOfATrackOrOfSilence() throws IOException {
    List<Submission> answers = new ArrayList<>();
    radio.keep(answers::add);
    radio.play(session.track("a", 10));
    session.hear(1);
    radio.keep(answers::add);

    assertInstanceOf(Submission.Rejected.class, answers.get(0));
    assertInstanceOf(Submission.Rejected.class, answers.get(1));
  }

  // The rest

  @Test
  void theStatusSaysWhatIsHeardAndHowFar() throws IOException {
    radio.toggle();
    session.hear(65);

    RadioStatus status = radio.status();
    NowPlaying song = status.current().orElseThrow();
    assertTrue(song.isSong());
    assertEquals("mellow piano", song.prompt());
    assertEquals(Optional.of("D minor"), song.key());
    assertEquals(60, song.durationSec());
    assertEquals(5, status.positionSec(), 0.3);
    assertEquals(0.3, status.volume());
  }

  @Test
  void theTickerRunsOnlyWhileThereIsMusic() {
    assertFalse(session.ticker.isRunning());
    radio.toggle();
    assertTrue(session.ticker.isRunning());
    radio.pause();
    assertFalse(session.ticker.isRunning());
    radio.resume();
    assertTrue(session.ticker.isRunning());
    radio.stop();
    assertFalse(session.ticker.isRunning());
  }

  @Test
  void aLostDevicePausesAndTellsSo() {
    radio.toggle();
    session.hear(1);

    session.player.loseDevice();
    session.settle();

    assertEquals(State.PAUSED, radio.status().state());
    assertEquals(List.of("start " + song(0), "pause " + song(0)), session.told());
    assertFalse(session.ticker.isRunning());
  }

  @Test
  void theVolumeReachesThePlayerUnlessItIsOutOfRange() {
    radio.setVolume(0.5);
    radio.setVolume(3);
    radio.setVolume(Double.NaN);

    assertEquals(0.5, session.player.volume());
    assertEquals(0.5, radio.status().volume());
    assertEquals(List.of("problem INVALID_REQUEST", "problem INVALID_REQUEST"), session.told());
  }

  private void loop(boolean isOn) {
    radio.configure(new RadioSettings(0.3, isOn, Session.FADE, true));
  }

  /// The stream's song of that number, as the stream was opened first.
  private TrackId song(int number) {
    return FakeStream.songId(session.stream.opened().getFirst(), number);
  }
}
