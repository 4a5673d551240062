package lofi.radio;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import lofi.generation.Announcements;
import lofi.generation.ErrorCode;
import lofi.generation.GenerationEvent;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationRequest.Priority;
import lofi.generation.SongStream.Song;
import lofi.generation.StreamGenerator;
import lofi.generation.Submission;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackWish;
import lofi.library.Library;
import lofi.library.Track;
import lofi.library.TrackId;
import lofi.playback.Player;
import lofi.radio.Choice.NextSong;
import lofi.radio.Choice.Nothing;
import lofi.radio.Choice.RadioTrack;
import lofi.radio.Choice.UsersTrack;
import lofi.radio.Plan.Moment;
import lofi.radio.RadioEvent.Changed;
import lofi.radio.RadioEvent.Problem;
import lofi.radio.RadioEvent.Reason;
import lofi.radio.RadioStatus.State;

/// Decides what plays next and when it joins.
///
/// Owned by `lofi-control`: call it there only; its events come there. No method waits.
public final class Radio {
  private static final Duration TICK = Duration.ofMillis(200);

  /// How far ahead a join is told to the player, so that the first moments are there in time.
  private static final long LEAD_FRAMES = Player.SAMPLE_RATE / 2;

  private final Player player;
  private final Library library;
  private final GenerationQueue queue;
  private final TrackGenerator composer;
  private final Ticker ticker;
  private final Announcements<RadioEvent> events = new Announcements<>();
  private final Stage stage;
  private final PlayOrder playOrder = new PlayOrder();
  private final Broadcast broadcast;
  private final Prefetch prefetch;
  private final Set<TrackId> awaitedByUser = new HashSet<>();
  private RadioSettings settings;
  private Plan plan = Plan.NONE;

  /// The track of the play order that should not wait for the end of the stream's song.
  private Optional<TrackId> impatient = Optional.empty();

  /// @param composer makes the songs of the stream as tracks, for `keep`; when the queue uses
  ///   another generator, the stream prefetches tracks from that one
  public Radio(
      Player player,
      Library library,
      GenerationQueue queue,
      StreamGenerator stream,
      TrackGenerator composer,
      RadioSettings settings,
      PrefetchSettings prefetch,
      Ticker ticker,
      RandomGenerator seeds) {
    this.player = player;
    this.library = library;
    this.queue = queue;
    this.composer = composer;
    this.settings = settings;
    this.ticker = ticker;
    this.stage = new Stage(player, events, new Direction());
    this.broadcast = new Broadcast(stream, queue, seeds);
    this.prefetch = new Prefetch(queue, prefetch, seeds, this::prefetchedTrackIsReady);
    queue.listen(this::heardFromQueue);
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
        playOrder.ids(),
        queue.status(),
        prefetch.isAwaiting());
  }

  /// Pauses what plays, resumes what is paused, and else starts the play order, or the stream when
  /// there is none.
  public void toggle() {
    switch (stage.state()) {
      case PLAYING -> pause();
      case PAUSED -> resume();
      case STOPPED -> startFromNothing();
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
  }

  public void resume() {
    stage.resume();
    tickWhilePlaying();
  }

  /// Silence; the play order begins from its start next time.
  ///
  /// Tracks that are still being made go to the library and wait there.
  public void stop() {
    awaitedByUser.clear();
    prefetch.forget();
    playOrder.rewind();
    if (stage.state() != State.STOPPED) {
      stage.end(Reason.STOPPED);
    }
    fallSilent();
  }

  /// On to the next track, or to the stream's next song.
  public void skip() {
    if (stage.state() != State.STOPPED) {
      switchTo(following());
    }
  }

  /// Asks for a track, which is played when it is ready and the settings say so.
  public void generate(TrackWish wish, Consumer<Submission> answer) {
    queue.submit(
        wish,
        submission -> {
          answer.accept(submission);
          switch (submission) {
            case Submission.Queued(var id, _, _) -> awaitedByUser.add(id);
            case Submission.Cached(var track) -> autoPlay(track);
            case Submission.Rejected _ -> {}
          }
        });
  }

  /// Makes a track of the stream's current song, for the library.
  public void keep(Consumer<Submission> answer) {
    Optional<NowPlaying> song = stage.heard().filter(NowPlaying::isSong);
    if (song.isEmpty()) {
      answer.accept(
          new Submission.Rejected(
              ErrorCode.INVALID_REQUEST,
              "No song of the stream is playing, so there is none to keep",
              "Start the stream with :Lofi; tracks are kept without asking."));
      return;
    }
    queue.submit(wishFor(song.get()), composer, answer);
  }

  /// Adds the track at the end of the play order.
  public void add(TrackId id) {
    withTrack(id, this::add);
  }

  /// Takes the track out of the play order; if it is heard, it goes on to its end.
  public void remove(TrackId id) {
    playOrder.remove(id);
    playOrderChanged();
  }

  /// Moves a track within the play order.
  ///
  /// @param index its new place, from 0
  public void move(TrackId id, int index) {
    playOrder.move(id, index);
    playOrderChanged();
  }

  public void clearPlayOrder() {
    playOrder.clear();
    playOrderChanged();
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

  public void setCrossfade(Duration crossfade) {
    configure(settings.withCrossfade(crossfade));
  }

  public void configure(RadioSettings changed) {
    if (changed.volume() != settings.volume()) {
      player.setVolume(changed.volume());
    }
    if (!changed.crossfade().equals(settings.crossfade())) {
      plan = Plan.NONE;
    }
    settings = changed;
    planNext();
    events.tell(new Changed());
  }

  public void configure(PrefetchSettings changed) {
    prefetch.configure(changed);
  }

  private void play(Track track) {
    playOrder.add(track.id());
    library.markUsed(track.id());
    if (stage.state() != State.PLAYING) {
      switchTo(new UsersTrack(track));
    } else if (streamIsOn()) {
      impatient = impatient.or(() -> Optional.of(track.id()));
    }
    playOrderChanged();
  }

  private void add(Track track) {
    playOrder.add(track.id());
    library.markUsed(track.id());
    playOrderChanged();
  }

  private void autoPlay(Track track) {
    if (!settings.autoPlay()) {
      return;
    }
    if (stage.state() == State.PAUSED) {
      add(track);
    } else {
      play(track);
    }
  }

  private void startFromNothing() {
    Choice first =
        playOrder
            .first()
            .flatMap(library::find)
            .<Choice>map(UsersTrack::new)
            .orElse(new NextSong());
    switchTo(first);
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
    stage.heard().filter(piece -> !piece.isSong() || isNeural()).ifPresent(this::prefetchAfter);
  }

  private void prefetchAfter(NowPlaying piece) {
    prefetch.consider(piece, stage.positionSec(), playOrder.following().isPresent());
  }

  /// The composer's stream goes on by itself; only another generator has something to add.
  private boolean isNeural() {
    return !queue.generator().equals(composer);
  }

  private void prefetchedTrackIsReady() {
    if (stage.state() == State.STOPPED) {
      switchTo(following());
    } else {
      planNext();
    }
  }

  private boolean streamIsOn() {
    return stage.current().filter(Piece.Stream.class::isInstance).isPresent();
  }

  /// What comes after the current piece if nobody intervenes.
  private Choice following() {
    Optional<TrackId> users = impatient.or(playOrder::following);
    Optional<TrackId> again =
        settings.loop() && !streamIsOn() ? playOrder.first() : Optional.empty();
    return users
        .flatMap(library::find)
        .<Choice>map(UsersTrack::new)
        .or(() -> prefetch.ready().map(RadioTrack::new))
        .or(() -> again.flatMap(library::find).map(UsersTrack::new))
        .orElseGet(() -> broadcast.isRunning() ? new NextSong() : new Nothing());
  }

  private void switchTo(Choice choice) {
    plan = Plan.NONE;
    if (choice instanceof Nothing) {
      if (stage.state() != State.STOPPED) {
        stage.end(Reason.SKIPPED);
      }
      fallSilent();
      return;
    }
    Piece piece = open(choice);
    if (choice instanceof NextSong) {
      broadcast.advance();
    }
    stage.switchTo(piece, settings.crossfade());
    taken(piece);
    tickWhilePlaying();
    events.tell(new Changed());
  }

  private Piece open(Choice choice) {
    return switch (choice) {
      case UsersTrack(var track) -> new Piece.OneTrack(track, true, library.source(track));
      case RadioTrack(var track) -> new Piece.OneTrack(track, false, library.source(track));
      case NextSong() -> broadcast.open();
      case Nothing() -> throw new IllegalArgumentException("Nothing cannot be opened");
    };
  }

  private void taken(Piece piece) {
    if (piece instanceof Piece.OneTrack(var track, var isUsers, _)) {
      impatient = Optional.empty();
      if (isUsers) {
        playOrder.reached(track.id());
      } else {
        prefetch.used();
      }
      library.markUsed(track.id());
    }
    protectWhatPlays();
  }

  /// Tells the player what joins next, unless it knows that already.
  private void planNext() {
    protectWhatPlays();
    Optional<NowPlaying> heard = stage.heard();
    if (heard.isPresent()) {
      Choice choice = following();
      Plan wanted = new Plan(choice, moment(choice));
      if (!wanted.equals(plan)) {
        plan = wanted;
        carryOut(wanted);
      }
    }
  }

  private Moment moment(Choice choice) {
    if (!streamIsOn()) {
      return Moment.AT_END;
    }
    boolean canWait = choice instanceof UsersTrack && impatient.isEmpty();
    return canWait ? Moment.SONG_END : Moment.NEXT_BAR;
  }

  private void carryOut(Plan wanted) {
    boolean goesOnByItself = streamIsOn() && wanted.choice() instanceof NextSong;
    if (wanted.choice() instanceof Nothing || goesOnByItself) {
      stage.joinNothing();
      return;
    }
    Piece piece = open(wanted.choice());
    Reason why = impatient.isEmpty() ? Reason.FINISHED : Reason.SKIPPED;
    switch (wanted.moment()) {
      case AT_END -> stage.joinAtEnd(piece, settings.crossfade());
      case NEXT_BAR -> stage.joinAt(piece, nextBar(), settings.crossfade(), why);
      case SONG_END -> stage.joinAt(piece, lastBar(), settings.crossfade(), why);
    }
    protectWhatPlays();
  }

  /// The next bar line of the stream that can still be met.
  private long nextBar() {
    Song song = currentSong();
    long soon = player.positionFrames() + LEAD_FRAMES;
    return Math.min(song.beatGrid().nextBar(soon), endOf(song));
  }

  /// The last bar line of the stream's song from which a whole fade still fits into it.
  private long lastBar() {
    Song song = currentSong();
    long fadeFrames = settings.crossfade().toMillis() * Player.SAMPLE_RATE / 1_000;
    long barBefore = endOf(song) - fadeFrames - (long) song.beatGrid().framesPerBar();
    long lastBar = song.beatGrid().nextBar(Math.max(0, barBefore));
    return Math.max(lastBar, nextBar());
  }

  private Song currentSong() {
    return stage.song().orElseThrow();
  }

  private static long endOf(Song song) {
    return song.startFrame() + song.lengthFrames();
  }

  private TrackWish wishFor(NowPlaying song) {
    return new TrackWish(
        Optional.of(song.prompt()),
        OptionalDouble.of(song.durationSec()),
        OptionalLong.of(song.seed()),
        Priority.NORMAL);
  }

  private void playOrderChanged() {
    impatient = impatient.filter(playOrder.ids()::contains);
    planNext();
    events.tell(new Changed());
  }

  private void tracksAreGone(Set<TrackId> gone) {
    playOrder.removeAll(gone);
    prefetch.ready().map(Track::id).filter(gone::contains).ifPresent(_ -> prefetch.used());
    playOrderChanged();
  }

  private void heardFromQueue(GenerationEvent event) {
    switch (event) {
      case GenerationEvent.Completed(var track, _, _) -> trackIsMade(track);
      case GenerationEvent.Failed failed -> trackIsNotMade(failed.trackId());
      case GenerationEvent.Cancelled(var id) -> trackIsNotMade(id);
      case GenerationEvent.Queued _, GenerationEvent.Started _, GenerationEvent.Progress _ -> {}
    }
  }

  private void trackIsMade(Track track) {
    if (awaitedByUser.remove(track.id())) {
      prefetch.failed(track.id());
      autoPlay(track);
    } else if (prefetch.isAwaiting(track.id())) {
      prefetch.made(track);
    }
  }

  private void trackIsNotMade(TrackId id) {
    awaitedByUser.remove(id);
    prefetch.failed(id);
  }

  private void tickWhilePlaying() {
    if (stage.state() == State.PLAYING) {
      ticker.start(TICK, this::tick);
    }
  }

  private void fallSilent() {
    ticker.stop();
    broadcast.end();
    impatient = Optional.empty();
    plan = Plan.NONE;
    protectWhatPlays();
    events.tell(new Changed());
  }

  private void protectWhatPlays() {
    Set<TrackId> wanted = new HashSet<>(playOrder.ids());
    prefetch.ready().map(Track::id).ifPresent(wanted::add);
    stage.current().flatMap(Radio::trackOf).ifPresent(wanted::add);
    stage.next().flatMap(Radio::trackOf).ifPresent(wanted::add);
    library.protect(wanted);
  }

  private static Optional<TrackId> trackOf(Piece piece) {
    return piece instanceof Piece.OneTrack(var track, _, _)
        ? Optional.of(track.id())
        : Optional.empty();
  }

  /// What the stage asks for.
  private final class Direction implements Stage.Director {
    @Override
    public void began(Piece piece) {
      taken(piece);
      stage.song().ifPresent(broadcast::reached);
      prefetch.pieceBegan();
      plan = Plan.NONE;
      planNext();
    }

    @Override
    public void ranOut() {
      switchTo(following());
    }

    @Override
    public void failed(Piece piece, String reason) {
      forget(piece);
      events.tell(
          new Problem(
              ErrorCode.AUDIO_PLAYBACK_ERROR,
              trackOf(piece),
              "The music could not be played: " + reason,
              "The radio goes on without it; :Lofi log may say more."));
      library.refresh(() -> {});
      plan = Plan.NONE;
      if (stage.state() == State.STOPPED) {
        switchTo(following());
      } else {
        planNext();
      }
    }

    @Override
    public void pausedByDeviceLoss() {
      ticker.stop();
    }

    private void forget(Piece piece) {
      switch (piece) {
        case Piece.OneTrack(var track, var isUsers, _) -> {
          playOrder.remove(track.id());
          impatient = Optional.empty();
          if (!isUsers) {
            prefetch.used();
          }
        }
        case Piece.Stream _ -> broadcast.end();
      }
    }
  }
}
