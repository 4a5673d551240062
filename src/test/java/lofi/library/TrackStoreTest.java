package lofi.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackStoreTest {
  private static final Recipe RAIN = TestTracks.recipe("rain on a tin roof", 7);

  @TempDir Path temporary;

  private final ManualClock clock = new ManualClock();
  private Path folder;
  private TrackStore store;

  @BeforeEach
  void openStore() {
    folder = temporary.resolve("lofi");
    store = new TrackStore(folder, clock, Encoder.to(Track.Format.WAV));
  }

  @Test
  void findsATrackExactlyAsItsWriterAnsweredIt() throws IOException {
    Track written = TestTracks.write(store, RAIN, 64_000);

    assertEquals(Optional.of(written), store.find(RAIN.trackId()));
    assertEquals(List.of(written), store.list());
    assertEquals(RAIN, written.recipe());
    assertEquals(2.0, written.durationSec());
    assertEquals(TestTracks.details().music(), written.music());
    assertEquals(TestTracks.details().style(), written.style());
  }

  @Test
  void nothingIsSeenOfATrackBeforeItIsWhole() throws IOException {
    try (TrackWriter writer = store.write(RAIN, 32_000, 1)) {
      writer.write(new float[64_000], 64_000);

      assertEquals(List.of(), store.list());
      assertEquals(Optional.empty(), store.find(RAIN.trackId()));
    }
  }

  @Test
  void closingAnUnfinishedTrackLeavesNothing() throws IOException {
    try (TrackWriter writer = store.write(RAIN, 32_000, 1)) {
      writer.write(new float[64_000], 64_000);
    }

    assertEquals(List.of(), names());
  }

  @Test
  void samplesComeBackWithinHalfAStep() throws IOException {
    float[] wave = new float[100_000];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) (0.9 * Math.sin(i * 0.01));
    }
    Track track = write(wave, 48_000, 2);

    float[] read = readAll(store.source(track));

    assertEquals(wave.length, read.length);
    for (int i = 0; i < wave.length; i++) {
      assertEquals(wave[i], read[i], 0.5 / 32_768 + 1e-7);
    }
  }

  @Test
  void theSameSamplesGiveTheSameBytes() throws IOException {
    float[] wave = {0.1f, -0.2f, 0.3f};

    byte[] first = Files.readAllBytes(write(wave, 32_000, 1).path());
    byte[] second = Files.readAllBytes(write(wave, 32_000, 1).path());

    assertArrayEquals(first, second);
  }

  @Test
  void samplesBeyondFullScaleAreClippedAndNotANumberIsSilent() throws IOException {
    Track track = write(new float[] {2f, -2f, Float.NaN, Float.POSITIVE_INFINITY}, 32_000, 1);

    float loudest = 32_767 / 32_768f;
    assertArrayEquals(new float[] {loudest, -1f, 0f, loudest}, readAll(store.source(track)));
  }

  @Test
  void anotherReaderAgreesOnTheFormat() throws Exception {
    Track track = write(new float[2 * 1_000], 48_000, 2);

    try (AudioInputStream other = AudioSystem.getAudioInputStream(track.path().toFile())) {
      assertEquals(48_000, other.getFormat().getSampleRate());
      assertEquals(16, other.getFormat().getSampleSizeInBits());
      assertEquals(2, other.getFormat().getChannels());
      assertEquals(1_000, other.getFrameLength());
    }
  }

  @Test
  void readsMonoAt32Kilohertz() throws IOException {
    PcmSource source = store.source(TestTracks.write(store, RAIN, 64_000));

    assertEquals(32_000, source.sampleRate());
    assertEquals(1, source.channels());
    assertEquals(64_000, source.lengthFrames());
    assertEquals(64_000, readAll(source).length);
  }

  @Test
  void tellsTheLevelOfATrack() throws IOException {
    float[] square = new float[1_000];
    Arrays.fill(square, 0.5f);

    assertEquals(-6.02, write(square, 32_000, 1).rmsDb(), 0.01);
  }

  @Test
  void chunksOfOtherProgramsArePassedOver() throws IOException {
    Track track = write(new float[] {0.5f, -0.5f}, 32_000, 1);
    byte[] wav = Files.readAllBytes(track.path());
    byte[] list = "LIST\5\0\0\0hello\0".getBytes(UTF_8);
    ByteBuffer longer = ByteBuffer.allocate(wav.length + list.length);
    longer.put(wav, 0, 36).put(list).put(wav, 36, wav.length - 36);
    Files.write(track.path(), longer.array());

    assertArrayEquals(new float[] {0.5f, -0.5f}, readAll(store.source(track)));
  }

  @Test
  void aPieceGoesOnWhenItsFileIsDeleted() throws IOException {
    Track track = TestTracks.write(store, RAIN, 64_000);
    PcmSource source = store.source(track);
    source.read(new float[10], 10);

    store.delete(track);

    assertEquals(64_000 - 10, readAll(source).length);
    assertEquals(List.of(), names());
  }

  @Test
  void aFileThatWasCutOffPlaysWhatIsLeft() throws IOException {
    Track track = TestTracks.write(store, RAIN, 64_000);
    truncate(track.path(), 44 + 2 * 100 + 1);

    assertEquals(100, readAll(store.source(track)).length);
  }

  @Test
  void aMissingOrForeignFileFailsAtTheFirstRead() throws IOException {
    Track track = TestTracks.write(store, RAIN, 64_000);
    float[] samples = new float[10];

    Files.writeString(track.path(), "RIFF but no music".repeat(10));
    assertThrows(IOException.class, () -> store.source(track).read(samples, 10));

    Files.delete(track.path());
    assertThrows(IOException.class, () -> store.source(track).read(samples, 10));
  }

  @Test
  void aFullDiskIsToldWithAdviceAndLeavesNothing() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createDirectories(folder);
    String audio = RAIN.trackId() + ".wav";
    Files.createSymbolicLink(TemporaryName.of(audio).in(folder), full);

    CacheWriteException told =
        assertThrows(CacheWriteException.class, () -> TestTracks.write(store, RAIN, 64_000));

    assertTrue(told.reason().startsWith("There is no space left"), told.reason());
    assertTrue(told.advice().contains(":Lofi cache clear"), told.advice());
    assertEquals(List.of(), names());
  }

  @Test
  void aFolderThatCannotBeMadeIsToldWithAdvice() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "not a folder");
    TrackStore blocked = new TrackStore(file.resolve("lofi"), clock, Encoder.to(Track.Format.WAV));

    CacheWriteException told =
        assertThrows(CacheWriteException.class, () -> blocked.write(RAIN, 32_000, 1));

    assertTrue(told.reason().contains("cannot be written"), told.reason());
    assertTrue(told.advice().contains("cache.dir"), told.advice());
    assertEquals(List.of(), blocked.list());
  }

  @Test
  void whatIsNotWholeOrNotOursIsPassedOver() throws IOException {
    Track good = TestTracks.write(store, RAIN, 1_000);
    Track cutOff = TestTracks.write(store, TestTracks.recipe("cut off", 1), 1_000);
    truncate(cutOff.path(), 100);
    Track audioGone = TestTracks.write(store, TestTracks.recipe("gone", 1), 1_000);
    Files.delete(audioGone.path());
    String sidecar = Files.readString(sidecar(good));
    Files.writeString(folder.resolve("00000000.json"), sidecar);
    Files.writeString(folder.resolve("00000001.json"), sidecar.substring(0, 80));
    Files.writeString(folder.resolve("00000002.json"), "");
    Files.write(folder.resolve("00000003.json"), new byte[100_000]);
    Files.createDirectory(folder.resolve("00000004.json"));
    Files.writeString(folder.resolve("00000005.json"), "{\"track_id\":\"../../x\"}");
    Files.createSymbolicLink(folder.resolve("00000006.json"), folder.resolve("nowhere"));
    Files.writeString(folder.resolve("notes.json"), "{}");

    assertEquals(List.of(good), store.list());
  }

  @Test
  void aSidecarWithAnyFieldOfAnotherTypeIsPassedOver() throws IOException {
    Track good = TestTracks.write(store, RAIN, 1_000);
    String sidecar = Files.readString(sidecar(good));
    List<String> damaged =
        List.of(
            sidecar.replace("\"seed\":7", "\"seed\":\"7\""),
            sidecar.replace("\"seed\":7", "\"seed\":8"),
            sidecar.replace("\"format\":\"wav\"", "\"format\":\"exe\""),
            sidecar.replace("\"channels\":1", "\"channels\":0"),
            sidecar.replace("\"created_at\":\"2026", "\"created_at\":\"year 2026"),
            sidecar.replace("\"bar_frames\":", "\"bar_frames\":-"),
            sidecar.replace("\"key\":\"D minor\",", ""),
            sidecar.replace("\"style\":{", "\"style\":[{").replace("}}", "}]}"));
    for (String text : damaged) {
      assertFalse(text.equals(sidecar), "Nothing was damaged");
      Files.writeString(sidecar(good), text);
      assertEquals(List.of(), store.list(), text);
    }
  }

  @Test
  void sweepRemovesOnlyWhatDeadProcessesLeft() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(folder);
    Path abandoned = new TemporaryName("a1b2c3d4.wav", dead.pid()).in(folder);
    Path mine = TemporaryName.of("a1b2c3d4.wav").in(folder);
    Path foreign = folder.resolve("thesis.tmp");
    for (Path file : List.of(abandoned, mine, foreign)) {
      Files.writeString(file, "half");
    }

    store.sweep();

    assertFalse(Files.exists(abandoned));
    assertTrue(Files.exists(mine));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void sweepRemovesWhatAKillBetweenTwoStepsLeft() throws IOException {
    Track track = TestTracks.write(store, RAIN, 1_000);
    store.markUsed(track.id());
    Files.delete(track.path());
    Files.writeString(folder.resolve("20240101.json"), "{}");

    store.sweep();
    assertEquals(List.of("20240101.json", sidecarName(track)), names());

    clock.advance(Duration.ofMinutes(2));
    store.sweep();
    assertEquals(List.of("20240101.json"), names());
  }

  @Test
  void whatWasUsedLongestAgoIsEvictedFirst() throws IOException {
    List<Track> tracks = writeFourHalfMegabytes();
    store.markUsed(tracks.get(0).id());

    List<TrackId> evicted = store.evict(limits(1, OptionalInt.empty()), Set.of());

    assertEquals(List.of(tracks.get(1).id(), tracks.get(2).id(), tracks.get(3).id()), evicted);
    assertEquals(List.of(tracks.get(0)), store.list());
  }

  @Test
  void evictionKeepsToTheNumberOfTracks() throws IOException {
    List<Track> tracks = writeFourHalfMegabytes();

    List<TrackId> evicted = store.evict(limits(500, OptionalInt.of(3)), Set.of());

    assertEquals(List.of(tracks.get(0).id()), evicted);
  }

  @Test
  void whatPlaysOrWillPlayIsNeverEvicted() throws IOException {
    List<Track> tracks = writeFourHalfMegabytes();
    Set<TrackId> inUse = Set.of(tracks.get(0).id(), tracks.get(1).id());

    store.evict(limits(500, OptionalInt.of(1)), inUse);

    assertEquals(Set.of(tracks.get(0), tracks.get(1)), Set.copyOf(store.list()));
  }

  @Test
  void onlyOneTidiesUpAtATime() throws IOException {
    Track track = TestTracks.write(store, RAIN, 1_000);
    try (FileChannel file =
            FileChannel.open(
                folder.resolve(".lofi.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertTrue(lock.isValid());
      assertEquals(List.of(), store.evict(limits(1, OptionalInt.of(1)), Set.of()));
      CacheWriteException told = assertThrows(CacheWriteException.class, store::clear);
      assertTrue(told.reason().startsWith("Another Neovim"), told.reason());
    }
    assertEquals(List.of(track), store.list());
  }

  @Test
  void clearLeavesFilesThatAreNotOurs() throws IOException {
    Track track = TestTracks.write(store, RAIN, 1_000);
    Files.writeString(folder.resolve("20240101.wav"), "a holiday");
    Files.writeString(folder.resolve("20240101.json"), "{}");

    assertEquals(List.of(track.id()), store.clear());

    assertEquals(List.of("20240101.json", "20240101.wav"), names());
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() throws IOException {
    assertEquals(List.of(), store.list());
    assertEquals(List.of(), store.clear());
    store.sweep();
  }

  private List<Track> writeFourHalfMegabytes() throws IOException {
    List<Track> tracks =
        List.of(
            TestTracks.write(store, TestTracks.recipe("a", 1), 300_000),
            TestTracks.write(store, TestTracks.recipe("b", 1), 300_000),
            TestTracks.write(store, TestTracks.recipe("c", 1), 300_000),
            TestTracks.write(store, TestTracks.recipe("d", 1), 300_000));
    for (Track track : tracks) {
      clock.advance(Duration.ofMinutes(1));
      store.markUsed(track.id());
    }
    clock.advance(Duration.ofMinutes(1));
    return tracks;
  }

  private LibrarySettings limits(int maxMb, OptionalInt maxTracks) {
    return new LibrarySettings(folder, maxMb, maxTracks, Track.Format.WAV);
  }

  private Track write(float[] samples, int sampleRate, int channels) throws IOException {
    try (TrackWriter writer = store.write(RAIN, sampleRate, channels)) {
      writer.write(samples, samples.length / channels);
      return writer.finish(TestTracks.details(), () -> false).orElseThrow();
    }
  }

  private static float[] readAll(PcmSource source) throws IOException {
    try (source) {
      float[] all = new float[0];
      float[] block = new float[777 * source.channels()];
      for (int frames = source.read(block, 777);
          frames != PcmSource.OVER;
          frames = source.read(block, 777)) {
        int samples = frames * source.channels();
        all = Arrays.copyOf(all, all.length + samples);
        System.arraycopy(block, 0, all, all.length - samples, samples);
      }
      return all;
    }
  }

  private Path sidecar(Track track) {
    return folder.resolve(sidecarName(track));
  }

  private static String sidecarName(Track track) {
    return track.id() + ".json";
  }

  private static void truncate(Path path, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals(".lofi.lock"))
          .sorted()
          .toList();
    }
  }
}
