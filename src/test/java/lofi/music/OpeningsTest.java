package lofi.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import lofi.audio.LiveSource;
import lofi.audio.PcmSource;
import lofi.generation.Prompt;
import lofi.generation.SongStream;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningsTest {
  private static final Prompt PROMPT = new Prompt("rainy night, mellow piano");
  private static final long SEED = 7;
  private static final StreamRequest REQUEST = new StreamRequest(PROMPT, SEED, 0);
  private static final int SECOND = 48_000;

  @TempDir private Path folder;
  private final Composer composer = new Composer();
  private Openings openings;

  @BeforeEach
  void makeShelf() {
    openings = new Openings(composer, folder);
  }

  private static float[] read(PcmSource source, int frames) throws IOException {
    float[] all = new float[2 * frames];
    float[] chunk = new float[2 * 1_024];
    for (int done = 0; done < frames; ) {
      int count = source.read(chunk, Math.min(1_024, frames - done));
      System.arraycopy(chunk, 0, all, 2 * done, 2 * count);
      done += count;
    }
    return all;
  }

  private float[] composed(int frames) throws IOException {
    return read(composer.open(REQUEST), frames);
  }

  private PreparedStream prepared() {
    openings.prepare(PROMPT, SEED);
    return assertInstanceOf(PreparedStream.class, openings.open(REQUEST, new StemGains()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theStreamGoesOnBehindItsOpeningToTheSample() throws IOException {
    assertArrayEquals(composed(6 * SECOND), read(prepared(), 6 * SECOND));
  }

  @Test
  void theFirstSecondsComeFromTheFile() throws IOException {
    var other = new StreamRequest(new Prompt("beach"), 3, 0);
    openings.prepare(PROMPT, SEED);
    OpeningFile.write(files().getFirst(), REQUEST, composer.open(other), SECOND);

    float[] heard = read(openings.open(REQUEST, new StemGains()), SECOND);

    assertArrayEquals(read(composer.open(other), SECOND), heard);
  }

  @Test
  void theSongIsKnownBeforeTheComposerWakesUp() throws IOException {
    SongStream stream = prepared();
    read(stream, 1_024);
    SongStream whole = composer.open(REQUEST);
    read(whole, 1_024);

    assertEquals(whole.songAt(0), stream.songAt(0));
    read(stream, 5 * SECOND);
    assertEquals(whole.songAt(0), stream.songAt(5 * SECOND));
  }

  @Test
  void aDamagedFileIsNotPlayed() throws IOException {
    PreparedStream stream = prepared();
    Path file = files().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertArrayEquals(composed(SECOND), read(stream, SECOND));
  }

  @Test
  void aFileThatIsCutOffIsNotPlayed() throws IOException {
    for (int length : new int[] {0, 3, 8, 20, 5_000}) {
      openings.forget();
      PreparedStream stream = prepared();
      Path file = files().getFirst();
      Files.write(
          file,
          Arrays.copyOf(Files.readAllBytes(file), length),
          StandardOpenOption.TRUNCATE_EXISTING);

      assertArrayEquals(composed(1_024), read(stream, 1_024), "cut to " + length);
    }
  }

  @Test
  void anOpeningOfAnotherStreamIsNotPlayed() throws IOException {
    PreparedStream stream = prepared();
    var other = new StreamRequest(new Prompt("beach"), SEED, 0);
    OpeningFile.write(files().getFirst(), other, composer.open(other), SECOND);

    assertArrayEquals(composed(SECOND), read(stream, SECOND));
  }

  @Test
  void aFileThatVanishesIsNoLoss() throws IOException {
    PreparedStream stream = prepared();
    openings.forget();

    assertArrayEquals(composed(SECOND), read(stream, SECOND));
  }

  @Test
  void oneOpeningIsKeptAndNoneOfAnotherPrompt() throws IOException {
    openings.prepare(new Prompt("beach"), 3);
    openings.prepare(PROMPT, SEED);

    assertEquals(1, files().size(), files()::toString);
    assertEquals(OptionalLong.of(SEED), openings.readySeed(PROMPT));
    assertEquals(OptionalLong.empty(), openings.readySeed(new Prompt("beach")));
  }

  @Test
  void withoutAFileNoSeedIsBetterThanAnother() {
    assertEquals(OptionalLong.empty(), openings.readySeed(PROMPT));
    assertInstanceOf(ComposerStream.class, openings.open(REQUEST, new StemGains()));
  }

  @Test
  void movedFadersWantAStreamThatIsComposedNow() {
    openings.prepare(PROMPT, SEED);
    var faders = new StemGains();
    faders.set(Stem.DRUMS, 0);

    assertInstanceOf(ComposerStream.class, openings.open(REQUEST, faders));
  }

  @Test
  void whatHasBegunIsHandedToWhomeverAsksForItOnce() {
    openings.prepare(PROMPT, SEED);
    var faders = new StemGains();

    SongStream begun = openings.begin(PROMPT, OptionalLong.empty(), faders);

    assertEquals(OptionalLong.of(SEED), openings.readySeed(PROMPT));
    assertSame(begun, openings.open(REQUEST, faders));
    assertNotSame(begun, openings.open(REQUEST, faders));
  }

  @Test
  void nothingBeginsWithoutItsOpening() {
    openings.prepare(PROMPT, SEED);

    assertNull(openings.begin(PROMPT, OptionalLong.of(SEED + 1), new StemGains()));
    assertNull(openings.begin(new Prompt("beach"), OptionalLong.empty(), new StemGains()));
  }

  @Test
  void aFaderCanBeMovedWhileTheOpeningPlays() throws IOException {
    openings.prepare(PROMPT, SEED);
    var faders = new StemGains();
    LiveSource stream = assertInstanceOf(PreparedStream.class, openings.open(REQUEST, faders));
    read(stream, 3 * SECOND);
    for (Stem stem : Stem.values()) {
      faders.set(stem, 0);
    }

    float[] changed = read(stream.changedFrom(SECOND), 9 * SECOND);

    float last = 0;
    for (int i = 2 * 8 * SECOND; i < changed.length; i++) {
      last = Math.max(last, Math.abs(changed[i]));
    }
    assertTrue(last < .001f, "still as loud as " + last);
  }
}
