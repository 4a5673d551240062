package lofi.radio;

import java.time.Duration;
import java.util.Optional;
import lofi.audio.PcmSource;
import lofi.generation.Announcements;
import lofi.generation.SongStream.Song;
import lofi.playback.Ending;
import lofi.playback.Player;
import lofi.playback.PlayerListener;
import lofi.radio.RadioEvent.Ended;
import lofi.radio.RadioEvent.Reason;
import lofi.radio.RadioStatus.State;
import org.jspecify.annotations.Nullable;

/// What is heard and what joins it next: the radio's view of the player.
///
/// It turns what the player tells of sources into events of pieces, so that each piece ends once
/// and before the next begins, although two of them sound together in a crossfade.
final class Stage implements PlayerListener {
  /// Decides what the stage does not know: what comes next.
  interface Director {
    /// A piece, or a new song of the stream, is heard now.
    void began(Piece piece);

    /// The current piece came to its end and nothing had been given to follow it.
    void ranOut();

    /// The piece cannot be played, or not any further.
    void failed(Piece piece, String reason);

    void pausedByDeviceLoss();
  }

  private final Player player;
  private final Announcements<RadioEvent> events;
  private final Director director;

  private @Nullable Piece current;
  private @Nullable Piece next;
  private Reason whyNext = Reason.FINISHED;

  /// What of `current` is heard; nothing before its first sound.
  private @Nullable NowPlaying heard;

  private @Nullable Song song;
  private boolean isPaused;

  Stage(Player player, Announcements<RadioEvent> events, Director director) {
    this.player = player;
    this.events = events;
    this.director = director;
    player.addListener(this);
  }

  State state() {
    if (current == null) {
      return State.STOPPED;
    }
    return isPaused ? State.PAUSED : State.PLAYING;
  }

  Optional<Piece> current() {
    return Optional.ofNullable(current);
  }

  Optional<Piece> next() {
    return Optional.ofNullable(next);
  }

  Optional<NowPlaying> heard() {
    return Optional.ofNullable(heard);
  }

  /// The song of the stream that is heard.
  Optional<Song> song() {
    return Optional.ofNullable(song);
  }

  /// How much of the current track or song was heard.
  double positionSec() {
    if (heard == null) {
      return 0;
    }
    long start = song == null ? 0 : song.startFrame();
    double seconds = (double) (player.positionFrames() - start) / Player.SAMPLE_RATE;
    return Math.clamp(seconds, 0, heard.durationSec());
  }

  /// Plays `piece` at once, over the end of what is heard.
  void switchTo(Piece piece, Duration fade) {
    boolean canFade = heard != null && !isPaused;
    retire(Reason.SKIPPED);
    current = piece;
    next = null;
    isPaused = false;
    if (canFade) {
      player.crossfadeAt(piece.source(), player.positionFrames(), fade);
    } else {
      player.play(piece.source());
    }
  }

  /// @param frame of the current source
  /// @param why what is told of the current piece when it gives way
  void joinAt(Piece piece, long frame, Duration fade, Reason why) {
    next = piece;
    whyNext = why;
    player.crossfadeAt(piece.source(), frame, fade);
  }

  void joinAtEnd(Piece piece, Duration fade) {
    next = piece;
    whyNext = Reason.FINISHED;
    player.crossfadeAtEnd(piece.source(), fade);
  }

  /// Gives up a join that waits.
  void joinNothing() {
    if (next != null) {
      next = null;
      player.crossfadeAtEnd(new NoSound(), Duration.ZERO);
    }
  }

  void pause() {
    if (state() == State.PLAYING) {
      isPaused = true;
      player.pause();
      tellPaused();
    }
  }

  void resume() {
    if (state() == State.PAUSED) {
      isPaused = false;
      player.resume();
      if (heard != null) {
        events.tell(new RadioEvent.Resumed(heard.trackId()));
      }
    }
  }

  void end(Reason reason) {
    current = null;
    next = null;
    isPaused = false;
    player.stop();
    retire(reason);
  }

  /// Notices when the stream has reached another song.
  void look() {
    if (current instanceof Piece.Stream stream && song != null) {
      Song reached = stream.songs().songAt(player.positionFrames());
      if (reached.number() != song.number()) {
        retire(Reason.FINISHED);
        announce(stream);
      }
    }
  }

  @Override
  public void started(PcmSource source) {
    if (isNext(source)) {
      moveOn(whyNext);
    }
    if (current != null && isCurrent(source) && heard == null) {
      announce(current);
    }
  }

  @Override
  public void ended(PcmSource source, Ending ending) {
    if (isNext(source)) {
      nextIsLost(ending);
    } else if (current != null && isCurrent(source)) {
      currentIsOver(current, ending);
    }
  }

  @Override
  public void pausedByDeviceLoss() {
    if (state() == State.PLAYING) {
      isPaused = true;
      tellPaused();
      director.pausedByDeviceLoss();
    }
  }

  private void announce(Piece piece) {
    switch (piece) {
      case Piece.OneTrack one -> heard = NowPlaying.track(one.track());
      case Piece.Stream stream -> {
        Song reached = stream.songs().songAt(player.positionFrames());
        song = reached;
        heard = NowPlaying.song(reached, stream.songs());
      }
    }
    events.tell(new RadioEvent.Started(heard));
    if (isPaused) {
      tellPaused(); // Its first sound came before the pause, and the news of it after.
    }
    director.began(piece);
  }

  /// Tells the end of what is heard, if anything is.
  private void retire(Reason reason) {
    NowPlaying old = heard;
    heard = null;
    song = null;
    if (old != null) {
      events.tell(new Ended(old.trackId(), reason));
    }
  }

  private void moveOn(Reason reason) {
    retire(reason);
    current = next;
    next = null;
    whyNext = Reason.FINISHED;
  }

  private void currentIsOver(Piece over, Ending ending) {
    moveOn(reasonOf(ending));
    if (ending instanceof Ending.Failed(var reason)) {
      director.failed(over, reason);
    } else if (current == null) {
      director.ranOut();
    }
  }

  private Reason reasonOf(Ending ending) {
    return switch (ending) {
      case Ending.Finished() -> Reason.FINISHED;
      case Ending.Replaced() -> whyNext;
      case Ending.Stopped() -> Reason.STOPPED;
      case Ending.Failed(_) -> Reason.ERROR;
    };
  }

  private void nextIsLost(Ending ending) {
    Piece lost = next;
    next = null;
    if (lost != null) {
      String reason = ending instanceof Ending.Failed(var why) ? why : "It has no sound";
      director.failed(lost, reason);
    }
  }

  private void tellPaused() {
    if (heard != null) {
      events.tell(new RadioEvent.Paused(heard.trackId()));
    }
  }

  private boolean isNext(PcmSource source) {
    return next != null && next.source().equals(source);
  }

  private boolean isCurrent(PcmSource source) {
    return current != null && current.source().equals(source);
  }
}
