package lofi.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A track that is played while it is written.
class GrowingTrackTest {
  private static final Recipe RAIN = TestTracks.recipe("rain", 7);
  private static final int LENGTH = 64_000;

  @TempDir Path folder;

  private TrackStore store;
  private TrackWriter writer;

  @BeforeEach
  void begin() throws IOException {
    store = new TrackStore(folder, new ManualClock(), Encoder.to(Track.Format.WAV));
    writer = store.write(RAIN, 32_000, 1);
  }

  @AfterEach
  void end() {
    writer.close();
  }

  @Test
  void whatIsThereIsReadBeforeTheRest() throws IOException {
    write(0, 1_000);
    GrowingTrack track = writer.grow(LENGTH);
    write(1_000, 500);

    try (PcmSource source = track.source()) {
      assertEquals(LENGTH, source.lengthFrames());
      assertArrayEquals(ramp(0, 1_500), read(source, 1_500), 1e-4f);
    }
  }

  @Test
  void readingWaitsForTheRest() throws Exception {
    write(0, 1_000);
    GrowingTrack track = writer.grow(LENGTH);
    try (PcmSource source = track.source()) {
      read(source, 1_000);
      CompletableFuture<float[]> rest = CompletableFuture.supplyAsync(() -> read(source, 500));

      write(1_000, 500);

      assertArrayEquals(ramp(1_000, 500), rest.get(5, TimeUnit.SECONDS), 1e-4f);
    }
  }

  @Test
  void itEndsWhereTheWholeTrackEnds() throws Exception {
    write(0, 1_000);
    GrowingTrack track = writer.grow(LENGTH);
    try (PcmSource source = track.source()) {
      read(source, 1_000);
      CompletableFuture<Integer> end =
          CompletableFuture.supplyAsync(() -> readOnce(source, new float[10]));

      writer.finish(TestTracks.details(), () -> false);
      writer.close();

      assertEquals(PcmSource.OVER, end.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void itIsReadToItsEndAlsoWhenItsFileHasGotItsName() throws IOException {
    write(0, 1_000);
    GrowingTrack track = writer.grow(LENGTH);
    try (PcmSource early = track.source()) {
      write(1_000, 1_000);
      writer.finish(TestTracks.details(), () -> false);
      writer.close();

      assertArrayEquals(ramp(0, 2_000), read(early, 2_000), 1e-4f);
      try (PcmSource late = track.source()) {
        assertArrayEquals(ramp(0, 2_000), read(late, 2_000), 1e-4f);
      }
    }
  }

  @Test
  void aTrackThatIsBrokenOffFailsAfterWhatIsThere() throws Exception {
    write(0, 1_000);
    GrowingTrack track = writer.grow(LENGTH);
    try (PcmSource source = track.source()) {
      writer.close();

      assertArrayEquals(ramp(0, 1_000), read(source, 1_000), 1e-4f);
      var failure = assertThrows(IOException.class, () -> source.read(new float[10], 10));
      assertEquals("the rest could not be made", failure.getMessage());
    }
    assertEquals(List.of(), store.list());
  }

  @Test
  void theLibraryKnowsItUntilItIsGivenUp() throws IOException {
    ManualExecutor control = new ManualExecutor();
    Library library =
        new Library(
            new LibrarySettings(folder, 500, OptionalInt.empty(), Track.Format.WAV),
            new ManualClock(),
            new ManualExecutor(),
            control);
    List<TrackId> gone = new ArrayList<>();
    library.onRemoved(gone::addAll);
    write(0, 1_000);

    library.add(writer.grow(LENGTH));
    assertEquals(2.0, library.find(RAIN.trackId()).orElseThrow().durationSec());
    assertEquals(Optional.empty(), library.find(RAIN), "it answers no wish yet");
    assertEquals(0, library.stats().tracks());

    library.giveUp(RAIN.trackId());
    assertEquals(Optional.empty(), library.find(RAIN.trackId()));
    assertEquals(List.of(RAIN.trackId()), gone);
  }

  private void write(int from, int frames) throws IOException {
    writer.write(ramp(from, frames), frames);
  }

  private static float[] ramp(int from, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (from + i) / (float) LENGTH;
    }
    return samples;
  }

  private static float[] read(PcmSource source, int frames) {
    float[] all = new float[frames];
    float[] chunk = new float[frames];
    int done = 0;
    while (done < frames) {
      int read = readOnce(source, chunk);
      System.arraycopy(chunk, 0, all, done, Math.min(read, frames - done));
      done += read;
    }
    return all;
  }

  private static int readOnce(PcmSource source, float[] chunk) {
    try {
      return source.read(chunk, chunk.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
