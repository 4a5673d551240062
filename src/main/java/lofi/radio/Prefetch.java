package lofi.radio;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationRequest.Priority;
import lofi.generation.Prompt;
import lofi.generation.QueueStatus;
import lofi.generation.Submission;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackWish;
import lofi.library.Track;
import lofi.library.TrackId;
import org.jspecify.annotations.Nullable;

/// Has the next track made while the current piece plays.
final class Prefetch {
  private static final long HIGHEST_SEED = Integer.MAX_VALUE;

  private final GenerationQueue queue;
  private final RandomGenerator seeds;
  private final Runnable whenReady;
  private PrefetchSettings settings;
  private int nextPreset;
  private boolean hasAsked;
  private @Nullable TrackId awaited;
  private @Nullable TrackId lastAskedFor;
  private @Nullable Track ready;

  /// A generator that failed: it is not tried again before somebody else had a track of it.
  private @Nullable TrackGenerator broken;

  Prefetch(
      GenerationQueue queue, PrefetchSettings settings, RandomGenerator seeds, Runnable whenReady) {
    this.queue = queue;
    this.settings = settings;
    this.seeds = seeds;
    this.whenReady = whenReady;
  }

  PrefetchSettings settings() {
    return settings;
  }

  void configure(PrefetchSettings changed) {
    settings = changed;
  }

  /// Another piece is heard, for which one more track may be made.
  void pieceBegan() {
    hasAsked = false;
  }

  /// Asks for a track if it is time to.
  ///
  /// @param isTrackQueued whether the user has chosen already what comes next
  void consider(NowPlaying piece, double positionSec, boolean isTrackQueued) {
    if (isDue(piece, positionSec) && !isTrackQueued && canBeMade() && ready == null) {
      hasAsked = true;
      queue.submit(wish(piece), this::answered);
    }
  }

  boolean isAwaiting() {
    return awaited != null;
  }

  boolean isAwaiting(TrackId id) {
    return id.equals(awaited);
  }

  /// Whether this track was made for the radio's own sake, so that nobody waits for word of it.
  boolean hasAskedFor(TrackId id) {
    return id.equals(lastAskedFor);
  }

  /// The awaited track is there.
  void made(Track track) {
    awaited = null;
    ready = track;
    whenReady.run();
  }

  /// This track will not come.
  void forget(TrackId id) {
    awaited = isAwaiting(id) ? null : awaited;
  }

  /// The user asked for this track as well, so it is theirs.
  void handOver(TrackId id) {
    forget(id);
    lastAskedFor = hasAskedFor(id) ? null : lastAskedFor;
  }

  /// This track could not be made. One message of that is enough, so nothing more is asked for
  /// until the generator is another one, or works again.
  void failed(TrackId id) {
    if (isAwaiting(id)) {
      broken = queue.generator();
    }
    forget(id);
  }

  /// Some track could be made.
  void generatorWorks() {
    broken = null;
  }

  /// A track that was made and not played yet.
  Optional<Track> ready() {
    return Optional.ofNullable(ready);
  }

  /// The ready track is being played, or is gone.
  void used() {
    ready = null;
  }

  /// Nobody wants music any more; what is being made goes to the library only.
  void forget() {
    awaited = null;
    ready = null;
  }

  private boolean isDue(NowPlaying piece, double positionSec) {
    return settings.enabled()
        && !hasAsked
        && positionSec * 100 >= piece.durationSec() * settings.triggerPercent();
  }

  private boolean canBeMade() {
    QueueStatus status = queue.status();
    return status.current().isEmpty()
        && status.pending().isEmpty()
        && !queue.generator().equals(broken);
  }

  private void answered(Submission submission) {
    switch (submission) {
      case Submission.Queued(var id, _, _) -> {
        awaited = id;
        lastAskedFor = id;
      }
      case Submission.Cached(var track) -> made(track);
      case Submission.Rejected _ -> awaited = null;
    }
  }

  private TrackWish wish(NowPlaying piece) {
    return new TrackWish(
        Optional.of(prompt(piece)),
        OptionalDouble.empty(),
        OptionalLong.of(seeds.nextLong(HIGHEST_SEED)),
        Priority.NORMAL);
  }

  private String prompt(NowPlaying piece) {
    List<Prompt> presets = settings.presets();
    if (presets.isEmpty()) {
      return piece.prompt();
    }
    return switch (settings.strategy()) {
      case SAME_PROMPT -> piece.prompt();
      case PRESET_CYCLE -> presets.get(nextPreset++ % presets.size()).text();
      case RANDOM_PRESET -> presets.get(seeds.nextInt(presets.size())).text();
    };
  }
}
