package lofi.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {
  private static final int FRAMES = 5_000;
  private static final int TRACKS_EACH = 60;

  @TempDir Path folder;

  private final AtomicInteger writersAtWork = new AtomicInteger(2);

  @Test
  void readersNeverSeeHalfATrackWhileOthersWriteAndTidyUp() throws Exception {
    List<Future<Integer>> work = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      work.add(threads.submit(writer("one")));
      work.add(threads.submit(writer("two")));
      work.add(threads.submit(this::tidyUp));
      work.add(threads.submit(this::readEverything));
    }

    assertEquals(2 * TRACKS_EACH, result(work.get(0)) + result(work.get(1)));
    assertTrue(result(work.get(3)) > 0, "The reader saw nothing");
  }

  private Callable<Integer> writer(String prompt) {
    return () -> {
      TrackStore store =
          new TrackStore(folder, InstantSource.system(), Encoder.to(Track.Format.WAV));
      for (int seed = 0; seed < TRACKS_EACH; seed++) {
        TestTracks.write(store, TestTracks.recipe(prompt, seed), FRAMES);
      }
      writersAtWork.decrementAndGet();
      return TRACKS_EACH;
    };
  }

  private int tidyUp() throws IOException {
    TrackStore store = new TrackStore(folder, InstantSource.system(), Encoder.to(Track.Format.WAV));
    LibrarySettings limits = new LibrarySettings(folder, 500, OptionalInt.of(10), Track.Format.WAV);
    int evicted = 0;
    while (writersAtWork.get() > 0) {
      evicted += store.evict(limits, Set.of()).size();
      store.sweep();
    }
    return evicted;
  }

  private int readEverything() throws IOException {
    TrackStore store = new TrackStore(folder, InstantSource.system(), Encoder.to(Track.Format.WAV));
    int whole = 0;
    while (writersAtWork.get() > 0) {
      for (Track track : store.list()) {
        assertEquals(FRAMES, track.lengthFrames());
        whole += isWholeOrGone(store, track) ? 1 : 0;
      }
    }
    return whole;
  }

  /// A track may be evicted between listing and opening; what opens must be whole.
  private static boolean isWholeOrGone(TrackStore store, Track track) {
    float[] block = new float[FRAMES];
    try (PcmSource source = store.source(track)) {
      assertEquals(FRAMES, source.read(block, FRAMES));
      assertEquals(PcmSource.OVER, source.read(block, FRAMES));
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private static int result(Future<Integer> work) throws ExecutionException, InterruptedException {
    return work.get();
  }
}
