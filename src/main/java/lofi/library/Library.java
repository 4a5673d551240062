package lofi.library;

import static java.util.Comparator.comparing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import lofi.audio.PcmSource;

/// What tracks there are, known without asking the disk.
///
/// Owned by `lofi-control`: call it there only, and it calls back there. What needs the disk runs
/// elsewhere and reports back. Another Neovim may add or delete tracks at any time, so the index
/// may lag behind until the next `refresh`.
public final class Library {
  private static final Comparator<Track> NEWEST_FIRST =
      comparing(Track::createdAt).reversed().thenComparing(track -> track.id().hex());

  private final InstantSource clock;
  private final Executor disk;
  private final Executor control;
  private final Map<TrackId, Track> tracks = new HashMap<>();
  private final Map<TrackId, GrowingTrack> growing = new HashMap<>();
  private final TreeSet<Track> newestFirst = new TreeSet<>(NEWEST_FIRST);
  private final List<Runnable> waitingForLoad = new ArrayList<>();
  private final List<Consumer<Set<TrackId>>> removalListeners = new ArrayList<>();
  private LibrarySettings settings;
  private TrackStore store;
  private Set<TrackId> inUse = Set.of();
  private long bytes;
  private boolean isLoaded;

  /// @param disk runs what may wait for the disk
  /// @param control runs what touches this object
  public Library(LibrarySettings settings, InstantSource clock, Executor disk, Executor control) {
    this.settings = settings;
    this.clock = clock;
    this.disk = disk;
    this.control = control;
    this.store = storeIn(settings);
  }

  /// Sweeps the folder and reads what lies in it; to be called once, at the start.
  public void load() {
    TrackStore loading = store;
    disk.execute(() -> {
      List<Track> found = loading.list();
      control.execute(() -> loaded(loading, found));
      loading.sweep();
    });
  }

  /// Runs `action` as soon as the index is complete.
  public void whenLoaded(Runnable action) {
    if (isLoaded) {
      action.run();
    } else {
      waitingForLoad.add(action);
    }
  }

  /// Looks at the folder again, since another Neovim may have changed it.
  public void refresh(Runnable whenDone) {
    TrackStore current = store;
    Map<TrackId, Track> known = Map.copyOf(tracks);
    disk.execute(() -> {
      List<Track> found = current.list(known);
      control.execute(() -> {
        merge(current, known, found);
        whenDone.run();
      });
    });
  }

  /// A track that can be played; it may still be growing.
  public Optional<Track> find(TrackId id) {
    return Optional.ofNullable(tracks.get(id))
        .or(() -> Optional.ofNullable(growing.get(id)).map(GrowingTrack::track));
  }

  /// Whether somebody writes the track just now; it can be played already.
  public boolean isGrowing(TrackId id) {
    return growing.containsKey(id);
  }

  /// The track that was made by exactly this recipe; an equal id alone is not enough.
  public Optional<Track> find(Recipe recipe) {
    return Optional.ofNullable(tracks.get(recipe.trackId()))
        .filter(track -> track.recipe().equals(recipe));
  }

  /// As `find`, but looks on disk as well, where another Neovim may have put it.
  public void lookUp(TrackId id, Consumer<Optional<Track>> answer) {
    whenLoaded(() ->
        find(id)
            .ifPresentOrElse(
                track -> answer.accept(Optional.of(track)), () -> lookOnDisk(id, answer)));
  }

  public Optional<Track> newest() {
    return newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.first());
  }

  /// Up to `limit` tracks, the most recently made first, after leaving out `offset`.
  public List<Track> page(int offset, int limit) {
    return newestFirst.stream().skip(offset).limit(limit).toList();
  }

  public LibraryStats stats() {
    return new LibraryStats(
        tracks.size(),
        bytes,
        newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.last().createdAt()),
        newest().map(Track::createdAt));
  }

  /// The track's audio; nobody waits for the disk before the first read.
  public PcmSource source(Track track) {
    GrowingTrack unfinished = growing.get(track.id());
    return unfinished == null
        ? store.source(find(track.recipe()).orElse(track))
        : unfinished.source();
  }

  /// Where a new track is written, by a thread that may wait; it takes the form that the user wants
  /// now.
  public TrackStore store() {
    return storeIn(settings);
  }

  /// Lets everybody play a track that is still being written.
  public void add(GrowingTrack unfinished) {
    growing.put(unfinished.track().id(), unfinished);
  }

  /// Forgets a track that will not be whole.
  public void giveUp(TrackId id) {
    if (growing.remove(id) != null) {
      forget(Set.of(id));
    }
  }

  /// Takes in a track that has just been written, and makes room if there are too many.
  public void add(Track track) {
    growing.remove(track.id());
    index(track);
    Set<TrackId> keep = new HashSet<>(inUse);
    keep.add(track.id());
    evict(keep);
  }

  /// Remembers that the track is being played, or will be.
  public void markUsed(TrackId id) {
    TrackStore current = store;
    disk.execute(() -> current.markUsed(id));
  }

  /// Says which tracks must not be evicted: what plays and what will play.
  public void protect(Set<TrackId> playingOrQueued) {
    inUse = Set.copyOf(playingOrQueued);
  }

  public void delete(TrackId id, Consumer<Removal> answer) {
    lookUp(
        id,
        found ->
            found.ifPresentOrElse(
                track -> deleteOnDisk(track, answer),
                () -> answer.accept(new Removal.NoSuchTrack(id))));
  }

  /// Deletes every track.
  public void clear(Consumer<Removal> answer) {
    TrackStore current = store;
    disk.execute(() -> removeAndAnswer(() -> new HashSet<>(current.clear()), answer));
  }

  /// `listener` hears of tracks that are no longer there, whoever removed them.
  public void onRemoved(Consumer<Set<TrackId>> listener) {
    removalListeners.add(listener);
  }

  public LibrarySettings settings() {
    return settings;
  }

  /// Takes new limits, and looks into the new folder if it is another one.
  public void configure(LibrarySettings changed) {
    boolean isMoved = !changed.dir().equals(settings.dir());
    settings = changed;
    if (isMoved) {
      store = storeIn(changed);
      forget(Set.copyOf(tracks.keySet()));
      isLoaded = false;
      load();
    } else {
      evict(inUse);
    }
  }

  private TrackStore storeIn(LibrarySettings wanted) {
    return new TrackStore(wanted.dir(), clock, Encoder.to(wanted.format()));
  }

  private void loaded(TrackStore from, List<Track> found) {
    if (from != store) {
      return;
    }
    merge(from, Map.of(), found);
    isLoaded = true;
    List<Runnable> actions = List.copyOf(waitingForLoad);
    waitingForLoad.clear();
    actions.forEach(Runnable::run);
  }

  /// Takes over what `found` has beyond `known`, and drops what it lacks.
  private void merge(TrackStore from, Map<TrackId, Track> known, List<Track> found) {
    if (from != store) {
      return;
    }
    Set<TrackId> gone = new HashSet<>(known.keySet());
    for (Track track : found) {
      gone.remove(track.id());
      index(track);
    }
    gone.removeIf(id -> !Objects.equals(tracks.get(id), known.get(id)));
    forget(gone);
  }

  private void lookOnDisk(TrackId id, Consumer<Optional<Track>> answer) {
    TrackStore current = store;
    disk.execute(() -> {
      Optional<Track> found = current.find(id);
      control.execute(() -> {
        found.ifPresent(this::index);
        answer.accept(found);
      });
    });
  }

  private void deleteOnDisk(Track track, Consumer<Removal> answer) {
    TrackStore current = store;
    disk.execute(() ->
        removeAndAnswer(
            () -> {
              current.delete(track);
              return Set.of(track.id());
            },
            answer));
  }

  private void evict(Set<TrackId> keep) {
    TrackStore current = store;
    LibrarySettings limits = settings;
    disk.execute(
        () -> removeAndAnswer(() -> new HashSet<>(current.evict(limits, keep)), removal -> {}));
  }

  private interface Deleting {
    Set<TrackId> run() throws CacheWriteException;
  }

  /// Runs on a disk thread.
  private void removeAndAnswer(Deleting work, Consumer<Removal> answer) {
    Removal removal;
    try {
      removal = new Removal.Removed(work.run());
    } catch (CacheWriteException e) {
      removal = new Removal.Failed(e.reason(), e.advice());
    }
    Removal done = removal;
    control.execute(() -> {
      if (done instanceof Removal.Removed removed) {
        forget(removed.ids());
      }
      answer.accept(done);
    });
  }

  private void index(Track track) {
    forgetEntry(track.id());
    tracks.put(track.id(), track);
    newestFirst.add(track);
    bytes += track.bytes();
  }

  private void forget(Set<TrackId> gone) {
    gone.forEach(this::forgetEntry);
    if (!gone.isEmpty()) {
      removalListeners.forEach(listener -> listener.accept(gone));
    }
  }

  private void forgetEntry(TrackId id) {
    Track track = tracks.remove(id);
    if (track != null) {
      newestFirst.remove(track);
      bytes -= track.bytes();
    }
  }
}
