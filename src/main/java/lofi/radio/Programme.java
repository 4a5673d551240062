package lofi.radio;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lofi.generation.SongStream.Song;
import lofi.library.Library;
import lofi.library.Track;
import lofi.library.TrackId;
import lofi.playback.Player;
import lofi.radio.Choice.NextSong;
import lofi.radio.Choice.Nothing;
import lofi.radio.Choice.RadioTrack;
import lofi.radio.Choice.UsersTrack;
import lofi.radio.Plan.Moment;
import lofi.radio.RadioEvent.Reason;

/// What comes after the current piece, and when it joins.
///
/// The user's tracks come first, then a track that the radio had made, then the stream if it was
/// started, else the play order from its start if it loops.
final class Programme {
  private final Player player;
  private final Library library;
  private final TrackOpener opener;
  private final Stage stage;
  private final Broadcast broadcast;
  private final Prefetch prefetch;
  private final PlayOrder playOrder = new PlayOrder();
  private RadioSettings settings;
  private Plan plan = Plan.NONE;

  /// The track of the play order that should not wait for the end of the stream's song.
  private Optional<TrackId> impatient = Optional.empty();

  Programme(
      Player player,
      Library library,
      TrackOpener opener,
      Stage stage,
      Broadcast broadcast,
      Prefetch prefetch,
      RadioSettings settings) {
    this.player = player;
    this.library = library;
    this.opener = opener;
    this.stage = stage;
    this.broadcast = broadcast;
    this.prefetch = prefetch;
    this.settings = settings;
  }

  void configure(RadioSettings changed) {
    if (!changed.crossfade().equals(settings.crossfade())) {
      plan = Plan.NONE;
    }
    settings = changed;
    planNext();
  }

  List<TrackId> playOrder() {
    return playOrder.ids();
  }

  void add(Track track) {
    playOrder.add(track.id());
    dropPrefetched(Set.of(track.id())); // It is the user's now, and plays once.
    library.markUsed(track.id());
    planNext();
  }

  /// Over the stream, the track will not wait for the end of the song.
  void addImpatiently(Track track) {
    if (streamIsOn()) {
      impatient = impatient.or(() -> Optional.of(track.id()));
    }
    add(track);
  }

  void remove(Set<TrackId> gone) {
    playOrder.removeAll(gone);
    impatient = impatient.filter(id -> !gone.contains(id));
    dropPrefetched(gone);
    planNext();
  }

  private void dropPrefetched(Set<TrackId> ids) {
    prefetch.ready().map(Track::id).filter(ids::contains).ifPresent(_ -> prefetch.used());
  }

  void move(TrackId id, int place) {
    playOrder.move(id, place);
    planNext();
  }

  void clear() {
    playOrder.clear();
    impatient = Optional.empty();
    planNext();
  }

  boolean isTrackQueued() {
    return playOrder.following().isPresent();
  }

  /// The play order begins from its start next time.
  void rewind() {
    playOrder.rewind();
  }

  /// What the session begins with.
  Choice opening() {
    return playOrder
        .first()
        .flatMap(library::find)
        .<Choice>map(UsersTrack::new)
        .orElse(new NextSong());
  }

  /// What comes after the current piece if nobody intervenes.
  Choice following() {
    Optional<TrackId> users = impatient.or(playOrder::following);
    Optional<TrackId> again =
        settings.loop() && !broadcast.isRunning() ? playOrder.first() : Optional.empty();
    return users
        .flatMap(library::find)
        .<Choice>map(UsersTrack::new)
        .or(() -> prefetch.ready().map(RadioTrack::new))
        .or(() -> again.flatMap(library::find).map(UsersTrack::new))
        .orElseGet(() -> broadcast.isRunning() ? new NextSong() : new Nothing());
  }

  /// Opens what was chosen, to be played at once.
  Piece take(Choice choice) {
    Piece piece = open(choice);
    plan = Plan.NONE;
    if (piece instanceof Piece.Stream) {
      broadcast.advance();
    }
    taken(piece);
    return piece;
  }

  /// The stage plays this now, whether it was taken or joined as planned.
  void began(Piece piece) {
    taken(piece);
    stage.song().ifPresent(broadcast::reached);
    prefetch.pieceBegan();
    plan = Plan.NONE;
    planNext();
  }

  /// The piece cannot be played, so it will not be chosen again.
  void drop(Piece piece) {
    plan = Plan.NONE;
    switch (piece) {
      case Piece.OneTrack(var track, _, _) -> remove(Set.of(track.id()));
      case Piece.Stream _ -> broadcast.end();
    }
    planNext();
  }

  /// Nothing plays any more.
  void ended() {
    broadcast.end();
    impatient = Optional.empty();
    plan = Plan.NONE;
    protectWhatPlays();
  }

  /// Tells the player what joins next, unless it knows that already.
  void planNext() {
    protectWhatPlays();
    if (stage.heard().isPresent()) {
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
    } else {
      join(open(wanted.choice()), wanted.moment());
      protectWhatPlays();
    }
  }

  private void join(Piece piece, Moment moment) {
    Duration fade = settings.crossfade();
    long position = player.positionFrames();
    Reason why = impatient.isEmpty() ? Reason.FINISHED : Reason.SKIPPED;
    switch (moment) {
      case AT_END -> stage.joinAtEnd(piece, fade);
      case NEXT_BAR -> stage.joinAt(piece, Joins.nextBar(song(), position), fade, why);
      case SONG_END -> stage.joinAt(piece, Joins.lastBar(song(), position, fade), fade, why);
    }
  }

  private Song song() {
    return stage.song().orElseThrow();
  }

  private boolean streamIsOn() {
    return stage.current().filter(Piece.Stream.class::isInstance).isPresent();
  }

  private Piece open(Choice choice) {
    return switch (choice) {
      case UsersTrack(var track) -> new Piece.OneTrack(track, true, opener.open(track));
      case RadioTrack(var track) -> new Piece.OneTrack(track, false, opener.open(track));
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

  private void protectWhatPlays() {
    Set<TrackId> wanted = new HashSet<>(playOrder.ids());
    prefetch.ready().map(Track::id).ifPresent(wanted::add);
    stage.current().flatMap(Piece::trackId).ifPresent(wanted::add);
    stage.next().flatMap(Piece::trackId).ifPresent(wanted::add);
    library.protect(wanted);
  }
}
