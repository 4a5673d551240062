package lofi.radio;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import lofi.generation.GenerationEvent;
import lofi.library.Track;
import lofi.library.TrackId;

/// The tracks that are being made: what should become of each when it can be heard.
///
/// The user may wait for one, or the radio itself, by its prefetch; nobody waits for the others.
final class Awaited {
  /// What the user wants of a track.
  enum Wish {
    AS_THE_SETTINGS_SAY,
    TO_PLAY,
    TO_ADD
  }

  private final Prefetch prefetch;
  private final BiConsumer<Track, Wish> welcome;
  private final Map<TrackId, Wish> byUser = new HashMap<>();

  /// Tracks that could be played before they were whole, and that never became whole since then.
  private final Set<TrackId> unfinished = new HashSet<>();

  /// @param welcome takes a track that the user waited for
  Awaited(Prefetch prefetch, BiConsumer<Track, Wish> welcome) {
    this.prefetch = prefetch;
    this.welcome = welcome;
  }

  /// Whatever else was wished before.
  void await(TrackId id, Wish wish) {
    byUser.put(id, wish);
  }

  /// Unless the user has said already what they want of it.
  void awaitAtLeast(TrackId id, Wish wish) {
    byUser.putIfAbsent(id, wish);
  }

  /// Lets no track begin to play by itself any more.
  void keepSilent() {
    byUser.values().removeIf(wish -> wish != Wish.TO_ADD);
    prefetch.forget();
  }

  boolean isUnfinished(TrackId id) {
    return unfinished.contains(id);
  }

  void heard(GenerationEvent event) {
    switch (event) {
      case GenerationEvent.Playable(var track) -> {
        unfinished.add(track.id());
        isPlayable(track);
      }
      case GenerationEvent.Completed(var track, _, _) -> {
        unfinished.remove(track.id());
        prefetch.generatorWorks();
        isPlayable(track);
      }
      case GenerationEvent.Failed failed -> {
        prefetch.failed(failed.trackId());
        isNotMade(failed.trackId());
      }
      case GenerationEvent.Cancelled(var id) -> isNotMade(id);
      case GenerationEvent.Queued _, GenerationEvent.Started _, GenerationEvent.Progress _ -> {}
    }
  }

  /// Somebody waits for it, unless they have it already.
  private void isPlayable(Track track) {
    Wish wish = byUser.remove(track.id());
    if (wish != null) {
      prefetch.handOver(track.id());
      welcome.accept(track, wish);
    } else if (prefetch.isAwaiting(track.id())) {
      prefetch.made(track);
    }
  }

  private void isNotMade(TrackId id) {
    byUser.remove(id);
    prefetch.forget(id);
  }
}
