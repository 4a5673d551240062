package lofi.radio;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import lofi.audio.EffectSettings;
import lofi.generation.Announcements;
import lofi.generation.ErrorCode;
import lofi.generation.GenerationQueue;
import lofi.generation.SongStream.Song;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.Submission;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackReplayer;
import lofi.generation.TrackWish;
import lofi.library.Library;
import lofi.library.Track;
import lofi.library.TrackId;
import lofi.playback.Player;
import lofi.radio.Awaited.Wish;
import lofi.radio.Choice.NextSong;
import lofi.radio.Choice.Nothing;
import lofi.radio.Choice.UsersTrack;
import lofi.radio.RadioEvent.Changed;
import lofi.radio.RadioEvent.Problem;
import lofi.radio.RadioEvent.Reason;
import lofi.radio.RadioStatus.State;

/// The session: what the user does to it, and what it tells.
///
/// `Programme` decides what comes next, `Stage` speaks with the player. Owned by `lofi-control`:
/// call it there only; its events come there. No method waits.
public final class Radio {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Player player;
  private final Library library;
  private final GenerationQueue queue;
  private final StreamGenerator streams;
  private final TrackGenerator composer;
  private final StemGains faders;
  private final TrackOpener opener;
  private final Ticker ticker;
  private final Announcements<RadioEvent> events = new Announcements<>();
  private final Stage stage;
  private final Broadcast broadcast;
  private final Prefetch prefetch;
  private final Programme programme;
  private final Awaited awaited;
  private RadioSettings settings;

  /// @param composer makes the same music as the stream; when the queue uses another generator, the
  ///   stream is given tracks of that one, too
  public Radio(
      Player player,
      Library library,
      GenerationQueue queue,
      StreamGenerator streams,
      TrackGenerator composer,
      RadioSettings settings,
      PrefetchSettings prefetch,
      Ticker ticker,
      RandomGenerator seeds,
      StemGains faders,
      TrackReplayer replayer) {
    this.player = player;
    this.library = library;
    this.queue = queue;
    this.streams = streams;
    this.composer = composer;
    this.faders = faders;
    this.settings = settings;
    this.ticker = ticker;
    this.stage = new Stage(player, events, new Direction());
    this.prefetch = new Prefetch(queue, prefetch, seeds, this::prefetchedTrackIsReady);
    this.awaited = new Awaited(this.prefetch, this::welcome);
    this.broadcast = new Broadcast(streams, queue, seeds, faders);
    this.opener = new TrackOpener(library, replayer, faders);
    this.programme =
        new Programme(player, library, opener, stage, broadcast, this.prefetch, settings);
    queue.listen(awaited::heard);
    library.onRemoved(this::tracksAreGone);
  }

  public void listen(Consumer<RadioEvent> listener) {
    events.addListener(listener);
  }

  public RadioStatus status() {
    return new RadioStatus(
        stage.state(),
        stage.heard(),
        stage.positionSec(),
        settings.volume(),
        programme.playOrder(),
        queue.status(),
        prefetch.isAwaiting());
  }

  /// Pauses what plays, resumes what is paused, and else starts the play order, or the stream when
  /// there is none.
  public void toggle() {
    switch (stage.state()) {
      case PLAYING -> pause();
      case PAUSED -> resume();
      case STOPPED -> switchTo(programme.opening());
    }
  }

  /// Resumes what is paused; else plays the track that was made last, or the stream when there is
  /// none.
  public void play() {
    if (stage.state() == State.PAUSED) {
      resume();
    } else {
      library.whenLoaded(() -> library.newest().ifPresentOrElse(this::play, this::startStream));
    }
  }

  /// Adds the track to the play order and starts it if nothing plays. Over the stream it joins at
  /// the next bar.
  public void play(TrackId id) {
    withTrack(id, this::play);
  }

  public void pause() {
    stage.pause();
    ticker.stop();
    events.tell(new Changed());
  }

  public void resume() {
    stage.resume();
    tickWhilePlaying();
    events.tell(new Changed());
  }

  /// Silence; the play order begins from its start next time.
  ///
  /// Tracks that are still being made go to the library and wait there; those that the user has
  /// added join the play order, which makes no sound.
  public void stop() {
    awaited.keepSilent();
    programme.rewind();
    if (stage.state() != State.STOPPED) {
      stage.end(Reason.STOPPED);
    }
    fallSilent();
  }

  /// On to the next track, or to the stream's next song.
  public void skip() {
    if (stage.state() != State.STOPPED) {
      switchTo(programme.following());
    }
  }

  /// Asks for a track, which is played when it is ready and the settings say so.
  public void generate(TrackWish wish, Consumer<Submission> answer) {
    queue.submit(
        wish,
        submission -> {
          answer.accept(submission);
          switch (submission) {
            case Submission.Queued(var id, _, _) ->
                awaited.awaitAtLeast(id, Wish.AS_THE_SETTINGS_SAY);
            case Submission.Cached(var track) -> welcome(track, Wish.AS_THE_SETTINGS_SAY);
            case Submission.Rejected _ -> {}
          }
        });
  }

  /// Plays a track of the queue as soon as it can be heard, and has it made before the others.
  public void playWhenMade(TrackId id) {
    queue.move(id, 0);
    await(id, Wish.TO_PLAY);
  }

  /// Adds a track of the queue at the end of the play order as soon as it can be heard.
  public void addWhenMade(TrackId id) {
    await(id, Wish.TO_ADD);
  }

  /// Whether the radio had this track made by itself, and nobody else asked for it.
  public boolean askedByItself(TrackId id) {
    return prefetch.hasAskedFor(id);
  }

  /// Makes a track of the stream's current song, for the library.
  public void keep(Consumer<Submission> answer) {
    Optional<SongRecorder> recorder =
        stage.song().flatMap(song -> stage.current().map(piece -> recorder(song, piece)));
    recorder.ifPresentOrElse(
        maker -> queue.submit(maker.wish(), maker, answer), () -> answer.accept(nothingToKeep()));
  }

  /// Adds the track at the end of the play order.
  public void add(TrackId id) {
    withTrack(id, this::add);
  }

  /// Takes the track out of the play order; if it is heard, it goes on to its end.
  public void remove(TrackId id) {
    programme.remove(Set.of(id));
    events.tell(new Changed());
  }

  /// Moves a track within the play order.
  ///
  /// @param index its new place, from 0
  public void move(TrackId id, int index) {
    programme.move(id, index);
    events.tell(new Changed());
  }

  public void clearPlayOrder() {
    programme.clear();
    events.tell(new Changed());
  }

  /// @param volume from 0 to 1
  public void setVolume(double volume) {
    if (!(volume >= 0 && volume <= 1)) {
      events.tell(
          new Problem(
              ErrorCode.INVALID_REQUEST,
              Optional.empty(),
              "A volume lies between 0 and 100 percent",
              "Try :Lofi volume 30."));
      return;
    }
    configure(settings.withVolume(volume));
  }

  /// Moves faders of the composer's mix, in the stream and in the tracks that it made.
  ///
  /// @param gains from 0 to `StemGains.HIGHEST`; stems that are not named stay as they are
  public void mix(Map<Stem, Double> gains) {
    Map<Stem, Float> changed = new EnumMap<>(Stem.class);
    changed.putAll(faders.all());
    gains.forEach((stem, gain) -> changed.put(stem, gain.floatValue()));
    faders.setAll(changed);
    player.sourcesChanged();
    events.tell(new Changed());
  }

  /// Where the faders stand, each of them.
  public Map<Stem, Double> mix() {
    Map<Stem, Double> gains = new EnumMap<>(Stem.class);
    for (Stem stem : Stem.values()) {
      gains.put(stem, Math.rint(faders.get(stem) * 1e6) / 1e6);
    }
    return gains;
  }

  public void setCrossfade(Duration crossfade) {
    configure(settings.withCrossfade(crossfade));
  }

  public void configure(RadioSettings changed) {
    if (changed.volume() != settings.volume()) {
      player.setVolume(changed.volume());
    }
    settings = changed;
    programme.configure(changed);
    events.tell(new Changed());
  }

  public RadioSettings settings() {
    return settings;
  }

  public PrefetchSettings prefetchSettings() {
    return prefetch.settings();
  }

  public void configure(PrefetchSettings changed) {
    prefetch.configure(changed);
    events.tell(new Changed());
  }

  /// Takes over changed effects, from the next track on.
  public void configure(EffectSettings changed) {
    opener.setEffects(changed);
  }

  private void play(Track track) {
    if (stage.state() == State.PLAYING) {
      programme.addImpatiently(track);
    } else {
      programme.add(track);
      switchTo(new UsersTrack(track));
    }
    events.tell(new Changed());
  }

  private void add(Track track) {
    programme.add(track);
    events.tell(new Changed());
  }

  private void await(TrackId id, Wish wish) {
    library.find(id).ifPresentOrElse(track -> welcome(track, wish), () -> awaited.await(id, wish));
  }

  /// A track that the user waited for can be heard.
  private void welcome(Track track, Wish wish) {
    switch (wish) {
      case AS_THE_SETTINGS_SAY -> {
        if (settings.autoPlay()) {
          playUnlessPaused(track);
        }
      }
      case TO_PLAY -> playUnlessPaused(track);
      case TO_ADD -> add(track);
    }
  }

  private void playUnlessPaused(Track track) {
    if (stage.state() == State.PAUSED) {
      add(track);
    } else {
      play(track);
    }
  }

  private void startStream() {
    if (stage.state() == State.STOPPED) {
      switchTo(new NextSong());
    }
  }

  private void withTrack(TrackId id, Consumer<Track> action) {
    library.lookUp(
        id,
        found ->
            found.ifPresentOrElse(
                action,
                () ->
                    events.tell(
                        new Problem(
                            ErrorCode.INVALID_TRACK_ID,
                            Optional.of(id),
                            "There is no track " + id,
                            "See :Lofi list for the tracks that there are."))));
  }

  private void tick() {
    stage.look();
    stage.heard().filter(_ -> isNeural() || !broadcast.isRunning()).ifPresent(this::prefetchAfter);
  }

  private void prefetchAfter(NowPlaying piece) {
    prefetch.consider(piece, stage.positionSec(), programme.isTrackQueued());
  }

  /// The composer's stream goes on by itself, also after a track; only another generator has
  /// something to add.
  private boolean isNeural() {
    return !queue.generator().equals(composer);
  }

  private void prefetchedTrackIsReady() {
    if (stage.state() == State.STOPPED) {
      switchTo(programme.following());
    } else {
      programme.planNext();
    }
  }

  private void switchTo(Choice choice) {
    if (choice instanceof Nothing) {
      if (stage.state() != State.STOPPED) {
        stage.end(Reason.SKIPPED);
      }
      fallSilent();
    } else {
      stage.switchTo(programme.take(choice), settings.crossfade());
      programme.planNext();
      tickWhilePlaying();
      events.tell(new Changed());
    }
  }

  private SongRecorder recorder(Song song, Piece stream) {
    return new SongRecorder(
        streams, broadcast.openingOf(song), song, stream.source(), composer.modelVersion());
  }

  private static Submission nothingToKeep() {
    return new Submission.Rejected(
        ErrorCode.INVALID_REQUEST,
        "No song of the stream is playing, so there is none to keep",
        "Start the stream with :Lofi; tracks are kept without asking.");
  }

  private void tracksAreGone(Set<TrackId> gone) {
    programme.remove(gone);
    events.tell(new Changed());
  }

  private void tickWhilePlaying() {
    if (stage.state() == State.PLAYING) {
      ticker.start(TICK, this::tick);
    }
  }

  private void fallSilent() {
    ticker.stop();
    programme.ended();
    events.tell(new Changed());
  }

  /// What the stage asks for.
  private final class Direction implements Stage.Director {
    @Override
    public void began(Piece piece) {
      programme.began(piece);
    }

    @Override
    public void ranOut() {
      switchTo(programme.following());
    }

    @Override
    public void failed(Piece piece, String reason) {
      if (piece.trackId().filter(awaited::isUnfinished).isEmpty()) {
        events.tell(
            new Problem(
                ErrorCode.AUDIO_PLAYBACK_ERROR,
                piece.trackId(),
                "The music could not be played: " + reason,
                "The radio goes on without it; :Lofi log may say more."));
      } // else its making was broken off, and the queue tells why
      library.refresh(() -> {});
      programme.drop(piece);
      if (stage.state() == State.STOPPED || isNextRoundOf(piece)) {
        switchTo(programme.following());
      }
    }

    /// Whether what followed in a loop is the same track once more.
    private boolean isNextRoundOf(Piece failed) {
      Optional<TrackId> id = failed.trackId();
      return id.isPresent() && id.equals(stage.current().flatMap(Piece::trackId));
    }

    @Override
    public void pausedByDeviceLoss() {
      ticker.stop();
    }
  }
}
