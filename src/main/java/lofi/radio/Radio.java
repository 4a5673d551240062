package lofi.radio;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import lofi.generation.GenerationQueue;
import lofi.generation.StreamGenerator;
import lofi.generation.Submission;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackWish;
import lofi.library.Library;
import lofi.library.TrackId;
import lofi.playback.Player;

/// Decides what plays next and when it joins.
///
/// Owned by `lofi-control`: call it there only; its events come there. No method waits.
public final class Radio {
  private final GenerationQueue queue;
  private final RadioSettings settings;

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
    this.queue = queue;
    this.settings = settings;
  }

  public void listen(Consumer<RadioEvent> listener) {}

  public RadioStatus status() {
    return new RadioStatus(
        RadioStatus.State.STOPPED,
        Optional.empty(),
        0,
        settings.volume(),
        List.of(),
        queue.status(),
        false);
  }

  /// Pauses what plays, resumes what is paused, and else starts the play order, or the stream when
  /// there is none.
  public void toggle() {}

  /// Resumes what is paused; else plays the track that was made last, or the stream when there is
  /// none.
  public void play() {}

  /// Adds the track to the play order and starts it if nothing plays. Over the stream it joins at
  /// the next bar.
  public void play(TrackId id) {}

  public void pause() {}

  public void resume() {}

  /// Silence; the play order begins from its start next time.
  public void stop() {}

  /// On to the next track, or to the stream's next song.
  public void skip() {}

  /// Asks for a track, which is played when it is ready and the settings say so.
  public void generate(TrackWish wish, Consumer<Submission> answer) {}

  /// Makes a track of the stream's current song, for the library.
  public void keep(Consumer<Submission> answer) {}

  /// Adds the track at the end of the play order.
  public void add(TrackId id) {}

  /// Takes the track out of the play order; if it is heard, it goes on to its end.
  public void remove(TrackId id) {}

  /// Moves a track within the play order.
  ///
  /// @param index its new place, from 0
  public void move(TrackId id, int index) {}

  public void clearPlayOrder() {}

  /// @param volume from 0 to 1
  public void setVolume(double volume) {}

  public void setCrossfade(Duration crossfade) {}

  public void configure(RadioSettings changed) {}

  public void configure(PrefetchSettings changed) {}
}
