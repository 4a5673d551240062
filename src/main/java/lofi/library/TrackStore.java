package lofi.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lofi.audio.PcmSource;
import org.jspecify.annotations.Nullable;

/// The tracks in one folder on disk. Every method may wait for the disk.
///
/// Several Neovims share the folder. Reading takes no lock, since a track appears and goes in one
/// step; only those who tidy up keep out of each other's way. A sidecar's modification time says
/// when its track was last used. No state of its own, so safe from any thread.
public final class TrackStore {
  private static final String LOCK_NAME = ".lofi.lock";
  private static final Duration LONGEST_BETWEEN_TWO_STEPS = Duration.ofMinutes(1);

  private final Path folder;
  private final InstantSource clock;
  private final Encoder encoder;

  /// @param encoder gives new tracks their final form
  public TrackStore(Path folder, InstantSource clock, Encoder encoder) {
    this.folder = folder;
    this.clock = clock;
    this.encoder = encoder;
  }

  public Path folder() {
    return folder;
  }

  /// Every whole track; files that are not ours, or not whole, are passed over.
  public List<Track> list() {
    return list(Map.of());
  }

  /// As `list`, but reads only what is not `known` already.
  List<Track> list(Map<TrackId, Track> known) {
    Set<String> names = fileNames();
    List<Track> tracks = new ArrayList<>();
    for (String name : names) {
      sidecarId(name)
          .flatMap(id -> stillThere(known.get(id), names).or(() -> find(id)))
          .ifPresent(tracks::add);
    }
    return tracks;
  }

  public Optional<Track> find(TrackId id) {
    return Sidecar.read(folder, id);
  }

  /// The track's audio. The file is opened by the thread that first reads, which is the one that
  /// may wait; a file that is gone, cut off or not audio fails there.
  public PcmSource source(Track track) {
    return new TrackSource(track);
  }

  /// Begins a track. The audio goes into the writer, in this format.
  public TrackWriter write(Recipe recipe, int sampleRate, int channels) throws CacheWriteException {
    return TrackWriter.create(folder, recipe, clock, encoder, sampleRate, channels);
  }

  /// Remembers that the track is wanted now, so that it is among the last to be evicted.
  public void markUsed(TrackId id) {
    try {
      Files.setLastModifiedTime(sidecar(id), FileTime.from(clock.instant()));
    } catch (IOException e) {
      // Gone or not ours to touch: it merely counts as older than it is.
    }
  }

  /// Deletes a track; a piece that is being played from it goes on to its end.
  public void delete(Track track) throws CacheWriteException {
    try {
      Files.deleteIfExists(track.path());
      Files.deleteIfExists(sidecar(track.id()));
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  /// Deletes what was used longest ago until the rest keeps within the limits.
  ///
  /// @param inUse tracks that stay whatever happens
  /// @return what was deleted; nothing while somebody else is tidying up
  public List<TrackId> evict(LibrarySettings limits, Set<TrackId> inUse)
      throws CacheWriteException {
    List<TrackId> evicted = new ArrayList<>();
    aloneIfPossible(() -> evicted.addAll(evictOldest(limits, inUse)));
    return evicted;
  }

  /// Deletes every track. Files that are not ours stay.
  public List<TrackId> clear() throws CacheWriteException {
    List<TrackId> deleted = new ArrayList<>();
    if (!aloneIfPossible(() -> deleteAll(deleted))) {
      throw CacheWriteException.busy(folder);
    }
    return deleted;
  }

  /// Removes what processes left unfinished that are no more.
  public void sweep() {
    for (String name : fileNames()) {
      if (TemporaryName.parse(name).filter(TemporaryName::isAbandoned).isPresent()
          || isOrphan(name)) {
        deleteQuietly(folder.resolve(name));
      }
    }
  }

  /// Whether it is a sidecar whose audio is not there: somebody died between two steps. What is
  /// young may still be on its way.
  private boolean isOrphan(String name) {
    Instant longAgo = clock.instant().minus(LONGEST_BETWEEN_TWO_STEPS);
    return sidecarId(name).filter(id -> Sidecar.isAlone(folder, id)).isPresent()
        && lastModified(folder.resolve(name)).isBefore(longAgo);
  }

  private void deleteAll(List<TrackId> deleted) throws CacheWriteException {
    for (Track track : list()) {
      delete(track);
      deleted.add(track.id());
    }
  }

  private List<TrackId> evictOldest(LibrarySettings limits, Set<TrackId> inUse)
      throws CacheWriteException {
    List<Track> tracks = list();
    long bytes = tracks.stream().mapToLong(Track::bytes).sum();
    int count = tracks.size();
    List<TrackId> evicted = new ArrayList<>();
    for (Track track : leastRecentlyUsedFirst(tracks)) {
      if (bytes <= limits.maxBytes() && count <= limits.maxTracks().orElse(Integer.MAX_VALUE)) {
        break;
      }
      if (!inUse.contains(track.id())) {
        delete(track);
        evicted.add(track.id());
        bytes -= track.bytes();
        count--;
      }
    }
    return evicted;
  }

  private List<Track> leastRecentlyUsedFirst(List<Track> tracks) {
    Map<TrackId, Instant> lastUsed = new HashMap<>();
    tracks.forEach(track -> lastUsed.put(track.id(), lastUsed(track)));
    return tracks.stream()
        .sorted(Comparator.comparing(track -> lastUsed.getOrDefault(track.id(), Instant.EPOCH)))
        .toList();
  }

  private Instant lastUsed(Track track) {
    return lastModified(sidecar(track.id()));
  }

  private static Instant lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private interface Tidying {
    void run() throws CacheWriteException;
  }

  /// Runs `work` unless another process, or another thread of this one, is tidying up.
  ///
  /// @return whether it ran
  private boolean aloneIfPossible(Tidying work) throws CacheWriteException {
    try (FileChannel file = openLock();
        FileLock lock = file.tryLock()) {
      if (lock != null) {
        work.run();
      }
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (NoSuchFileException e) {
      return true; // There is no folder yet, so there is nothing to tidy up.
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  private FileChannel openLock() throws IOException {
    return FileChannel.open(
        folder.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Set<String> fileNames() {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException | DirectoryIteratorException e) {
      return names;
    }
    return names;
  }

  private static Optional<Track> stillThere(@Nullable Track known, Set<String> names) {
    return Optional.ofNullable(known)
        .filter(track -> names.contains(String.valueOf(track.path().getFileName())));
  }

  private static Optional<TrackId> sidecarId(String name) {
    String id = name.endsWith(".json") ? name.substring(0, name.length() - 5) : "";
    return TrackId.isValid(id) ? Optional.of(new TrackId(id)) : Optional.empty();
  }

  private Path sidecar(TrackId id) {
    return folder.resolve(Sidecar.name(id));
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Somebody else's, or a read-only folder: it does no harm there.
    }
  }
}
