package lofi.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import lofi.audio.PcmSource;
import lofi.library.Track.Format;
import lofi.library.mp3.Lame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a track when the user wants MP3, with `lame`, without it, and with a bad one.
@Timeout(60)
class TrackFormatsTest {
  private static final Recipe RAIN = TestTracks.recipe("rain on a tin roof", 7);
  private static final Recipe SNOW = TestTracks.recipe("snow", 8);

  @TempDir Path temporary;

  private final ManualClock clock = new ManualClock();

  @Test
  void mp3IsKeptAsOneSmallFileOfTheSameLength() throws IOException {
    TrackStore store = storeWith(realLame());

    Track track = TestTracks.write(store, RAIN, 64_000);

    assertEquals(Format.MP3, track.format());
    assertEquals(Files.size(track.path()), track.bytes());
    assertEquals(List.of(RAIN.trackId() + ".json", RAIN.trackId() + ".mp3"), names());
    assertEquals(Optional.of(track), store.find(RAIN.trackId()));
    assertEquals(64_000, lengthOf(store.source(track)));
  }

  @Test
  void opusIsKeptAsOneSmallFileWithItsBarsAtItsOwnRate() throws IOException {
    TrackStore store = new TrackStore(folder(), clock, Encoder.to(Format.OPUS));

    Track track = TestTracks.write(store, RAIN, 64_000);

    assertEquals(Format.OPUS, track.format());
    assertEquals(List.of(RAIN.trackId() + ".json", RAIN.trackId() + ".opus"), names());
    assertEquals(Optional.of(track), store.find(RAIN.trackId()));
    assertEquals(48_000, track.sampleRate());
    assertEquals(2.0, track.durationSec());
    assertEquals(96_000, lengthOf(store.source(track)));
    assertEquals(
        TestTracks.details().music().map(music -> music.beatGrid().framesPerBar() * 1.5),
        track.music().map(music -> music.beatGrid().framesPerBar()));
  }

  @Test
  void withoutLameTheTrackIsWav() throws IOException {
    Track track = TestTracks.write(storeWith(Optional.empty()), RAIN, 64_000);

    assertIsWholeWav(track);
  }

  /// It fails, is killed, writes nothing, writes something else, fills the disk.
  @Test
  void aBadLameMakesNoDifferenceToOneThatIsMissing() throws IOException {
    for (String script :
        List.of(
            "exit 1",
            "kill -9 $$",
            "cat >/dev/null",
            "cat >/dev/null; for last; do :; done; echo no music >\"$last\"",
            "for last; do :; done; cat >\"$last\"",
            "for last; do :; done; head -c 5000 >\"$last\"; exit 1")) {
      assertIsWholeWav(TestTracks.write(storeWith(fakeLame(script)), RAIN, 64_000));
    }
  }

  @Test
  void aTrackThatIsNotWantedAnyMoreLeavesNothing() throws IOException {
    TrackStore store = storeWith(fakeLame("exec sleep 600"));
    try (TrackWriter writer = store.write(RAIN, 32_000, 1)) {
      writer.write(new float[64_000], 64_000);
      assertEquals(Optional.empty(), writer.finish(TestTracks.details(), () -> true));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void makingATrackAgainInAnotherFormatLeavesOneFile() throws IOException {
    TestTracks.write(storeWith(Optional.empty()), RAIN, 64_000);

    TestTracks.write(storeWith(realLame()), RAIN, 64_000);

    assertEquals(List.of(RAIN.trackId() + ".json", RAIN.trackId() + ".mp3"), names());
  }

  @Test
  void evictionCountsBothFormats() throws IOException {
    Track wav = TestTracks.write(storeWith(Optional.empty()), RAIN, 640_000);
    TrackStore store = storeWith(realLame());
    store.markUsed(wav.id());
    clock.advance(Duration.ofMinutes(1));
    Track mp3 = TestTracks.write(store, SNOW, 640_000);
    store.markUsed(mp3.id());
    assertTrue(wav.bytes() + mp3.bytes() > 1_500_000 && mp3.bytes() < 400_000);

    List<TrackId> evicted =
        store.evict(new LibrarySettings(folder(), 1, OptionalInt.empty(), Format.MP3), Set.of());

    assertEquals(List.of(wav.id()), evicted);
    assertEquals(List.of(mp3), store.list());
    assertEquals(List.of(mp3.id()), store.clear());
    assertEquals(List.of(), names());
  }

  private void assertIsWholeWav(Track track) throws IOException {
    assertEquals(Format.WAV, track.format());
    assertEquals(List.of(RAIN.trackId() + ".json", RAIN.trackId() + ".wav"), names());
    assertEquals(64_000, lengthOf(storeWith(Optional.empty()).source(track)));
    assertFalse(Files.exists(folder().resolve(RAIN.trackId() + ".mp3")));
  }

  private TrackStore storeWith(Optional<Lame> lame) {
    return new TrackStore(folder(), clock, new Encoder(Format.MP3, () -> lame));
  }

  private static Optional<Lame> realLame() {
    assumeTrue(Lame.find().isPresent());
    return Lame.find();
  }

  private Optional<Lame> fakeLame(String body) throws IOException {
    Path program = temporary.resolve("lame");
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Lame.find(temporary.toString());
  }

  private static int lengthOf(PcmSource source) throws IOException {
    try (source) {
      int length = 0;
      float[] block = new float[1_000 * source.channels()];
      for (int frames = source.read(block, 1_000);
          frames != PcmSource.OVER;
          frames = source.read(block, 1_000)) {
        length += frames;
      }
      return length;
    }
  }

  private Path folder() {
    return temporary.resolve("cache");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals(".lofi.lock"))
          .sorted()
          .toList();
    }
  }
}
