package lofi.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  private static final Recipe RAIN = TestTracks.recipe("rain", 1);
  private static final Recipe SNOW = TestTracks.recipe("snow", 1);

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final ManualExecutor disk = new ManualExecutor();
  private final ManualExecutor control = new ManualExecutor();
  private final List<Removal> removals = new ArrayList<>();
  private TrackStore elsewhere;
  private Library library;

  @BeforeEach
  void openLibrary() {
    elsewhere = new TrackStore(folder, clock, Encoder.to(Track.Format.WAV));
    library =
        new Library(
            new LibrarySettings(folder, 500, OptionalInt.empty(), Track.Format.WAV),
            clock,
            disk,
            control);
  }

  @Test
  void knowsWhatAnEarlierSessionLeft() throws IOException {
    Track track = TestTracks.write(elsewhere, RAIN, 1_000);

    load();

    assertEquals(Optional.of(track), library.find(RAIN));
    assertEquals(Optional.of(track), library.newest());
    assertEquals(1, library.stats().tracks());
    assertEquals(2_044, library.stats().bytes());
  }

  @Test
  void actionsWaitUntilTheFolderHasBeenRead() {
    List<String> order = new ArrayList<>();
    library.load();
    library.whenLoaded(() -> order.add("action"));
    assertEquals(List.of(), order);

    settle();

    assertEquals(List.of("action"), order);
    library.whenLoaded(() -> order.add("at once"));
    assertEquals(List.of("action", "at once"), order);
  }

  @Test
  void neverTouchesTheDiskOnTheControlThread() throws IOException {
    Track track = TestTracks.write(elsewhere, RAIN, 1_000);
    load();

    library.delete(track.id(), removals::add);
    library.clear(removals::add);
    library.refresh(() -> {});
    library.markUsed(track.id());
    control.runAll();

    assertEquals(List.of(track), elsewhere.list());
    assertEquals(List.of(), removals);
  }

  @Test
  void anEqualIdWithAnotherRecipeIsNoHit() {
    Map<TrackId, Recipe> seen = new HashMap<>();
    Recipe first = RAIN;
    Recipe second = SNOW;
    for (long seed = 0; seen.size() == seed; seed++) {
      second = TestTracks.recipe("birthday", seed);
      first = seen.getOrDefault(second.trackId(), first);
      seen.put(second.trackId(), second);
    }
    assertEquals(first.trackId(), second.trackId());
    library.add(track(first));

    assertTrue(library.find(first).isPresent());
    assertEquals(Optional.empty(), library.find(second));
  }

  @Test
  void looksOnDiskForWhatAnotherNeovimMade() throws IOException {
    load();
    Track track = TestTracks.write(elsewhere, RAIN, 1_000);
    List<Optional<Track>> answers = new ArrayList<>();

    library.lookUp(track.id(), answers::add);
    library.lookUp(SNOW.trackId(), answers::add);
    settle();

    assertEquals(List.of(Optional.of(track), Optional.empty()), answers);
    assertEquals(Optional.of(track), library.find(RAIN));
  }

  @Test
  void refreshTakesInWhatCameAndDropsWhatWent() throws IOException {
    Track went = TestTracks.write(elsewhere, RAIN, 1_000);
    load();
    Set<TrackId> told = listenToRemovals();
    elsewhere.delete(went);
    Track came = TestTracks.write(elsewhere, SNOW, 1_000);

    library.refresh(() -> {});
    settle();

    assertEquals(List.of(came), library.page(0, 10));
    assertEquals(Set.of(went.id()), told);
  }

  @Test
  void aTrackThatIsAddedDuringARefreshStays() throws IOException {
    load();
    library.refresh(() -> {});
    disk.runAll();
    Track track = TestTracks.write(elsewhere, RAIN, 1_000);
    library.add(track);

    settle();

    assertEquals(Optional.of(track), library.find(RAIN));
  }

  @Test
  void deletesAndAnswers() throws IOException {
    Track track = TestTracks.write(elsewhere, RAIN, 1_000);
    load();
    Set<TrackId> told = listenToRemovals();

    library.delete(track.id(), removals::add);
    library.delete(SNOW.trackId(), removals::add);
    settle();

    assertEquals(
        Set.of(new Removal.Removed(Set.of(track.id())), new Removal.NoSuchTrack(SNOW.trackId())),
        Set.copyOf(removals));
    assertEquals(Set.of(track.id()), told);
    assertEquals(0, library.stats().bytes());
    assertEquals(List.of(), elsewhere.list());
  }

  @Test
  void clearsTracksOfOtherNeovimsToo() throws IOException {
    load();
    TestTracks.write(elsewhere, RAIN, 1_000);

    library.clear(removals::add);
    settle();

    assertInstanceOf(Removal.Removed.class, removals.getFirst());
    assertEquals(List.of(), elsewhere.list());
  }

  @Test
  void makesRoomWhenATrackComesIn() throws IOException {
    library =
        new Library(
            new LibrarySettings(folder, 500, OptionalInt.of(1), Track.Format.WAV),
            clock,
            disk,
            control);
    TestTracks.write(elsewhere, RAIN, 1_000);
    load();
    Track added = TestTracks.write(elsewhere, SNOW, 1_000);

    library.add(added);
    settle();

    assertEquals(List.of(added), elsewhere.list());
    assertEquals(List.of(added), library.page(0, 10));
  }

  @Test
  void keepsWhatIsProtectedWhenItMakesRoom() throws IOException {
    library =
        new Library(
            new LibrarySettings(folder, 500, OptionalInt.of(1), Track.Format.WAV),
            clock,
            disk,
            control);
    Track playing = TestTracks.write(elsewhere, RAIN, 1_000);
    load();
    library.protect(Set.of(playing.id()));
    Track added = TestTracks.write(elsewhere, SNOW, 1_000);

    library.add(added);
    settle();

    assertEquals(Set.of(playing, added), Set.copyOf(elsewhere.list()));
  }

  @Test
  void aSmallerLimitHoldsAtOnce() throws IOException {
    TestTracks.write(elsewhere, RAIN, 1_000);
    TestTracks.write(elsewhere, SNOW, 1_000);
    load();

    library.configure(new LibrarySettings(folder, 500, OptionalInt.of(1), Track.Format.WAV));
    settle();

    assertEquals(1, elsewhere.list().size());
    assertEquals(1, library.stats().tracks());
  }

  @Test
  void anotherFolderHasItsOwnTracks(@TempDir Path other) throws IOException {
    TestTracks.write(elsewhere, RAIN, 1_000);
    load();
    Track there =
        TestTracks.write(new TrackStore(other, clock, Encoder.to(Track.Format.WAV)), SNOW, 1_000);

    library.configure(new LibrarySettings(other, 500, OptionalInt.empty(), Track.Format.WAV));
    settle();

    assertEquals(List.of(there), library.page(0, 10));
  }

  @Test
  void handsOutTenThousandTracksInPagesNewestFirst() {
    for (int i = 0; i < 10_000; i++) {
      clock.advance(Duration.ofSeconds(1));
      library.add(track(TestTracks.recipe("many", i)));
    }
    List<Track> all = new ArrayList<>();
    for (int offset = 0; offset < 10_000; offset += 200) {
      all.addAll(library.page(offset, 200));
    }

    assertEquals(10_000, Set.copyOf(all).size());
    assertFalse(all.getFirst().createdAt().isBefore(all.getLast().createdAt()));
  }

  private void load() {
    library.load();
    settle();
  }

  private void settle() {
    while (disk.runAll() || control.runAll()) {
      // Each may give the other more to do.
    }
  }

  private Set<TrackId> listenToRemovals() {
    Set<TrackId> told = new HashSet<>();
    library.onRemoved(told::addAll);
    return told;
  }

  private Track track(Recipe recipe) {
    return new Track(
        recipe.trackId(),
        recipe,
        clock.instant(),
        folder.resolve(recipe.trackId() + ".wav"),
        44,
        Track.Format.WAV,
        32_000,
        1,
        64_000,
        100,
        1,
        -20,
        Optional.empty(),
        Map.of());
  }
}
