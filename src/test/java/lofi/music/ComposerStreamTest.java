package lofi.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lofi.generation.Prompt;
import lofi.generation.SongStream.Song;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.music.compose.SectionKind;
import lofi.music.compose.SongPlan;
import lofi.music.measure.Loudness;
import lofi.music.mix.SongVoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerStreamTest {
  private static final Prompt PROMPT = new Prompt("rainy night, mellow piano");
  private static final int SECOND = 48_000;

  private final Composer composer = new Composer();

  private ComposerStream open(long seed, int firstSong) {
    return composer.open(new StreamRequest(PROMPT, seed, firstSong));
  }

  private static float[] read(ComposerStream stream, int frames, int atATime) {
    float[] all = new float[2 * frames];
    float[] buffer = new float[2 * atATime];
    for (int done = 0; done < frames; ) {
      int count = stream.read(buffer, Math.min(atATime, frames - done));
      System.arraycopy(buffer, 0, all, 2 * done, 2 * count);
      done += count;
    }
    return all;
  }

  @Test
  void theSameSeedPlaysTheSameSamples() {
    assertArrayEquals(read(open(7, 0), 3 * SECOND, 4096), read(open(7, 0), 3 * SECOND, 4096));
  }

  @Test
  void aSongThatHasFadedIsRenderedNoMore() {
    ComposerStream stream = open(7, 0);
    read(stream, SECOND, 4096);

    stream.playUnheard(stream.songAt(0).lengthFrames());
    assertEquals(2, stream.soundingSongs());

    stream.playUnheard(SongVoice.TAIL);
    assertEquals(1, stream.soundingSongs());
  }

  /// What was changed from a frame on, beside what the stream plays if nothing is changed.
  private static double difference(long seed, long from, StemGains faders, StemGains later) {
    ComposerStream stream = new Composer().open(new StreamRequest(PROMPT, seed, 0), faders);
    float[] whole = read(stream, (int) from + SECOND, 4096);
    faders.setAll(later.all());
    ComposerStream changed = stream.changedFrom(from);
    float[] anew = read(changed, SECOND, 4096);
    double largest = 0;
    for (int i = 0; i < anew.length; i++) {
      largest = Math.max(largest, Math.abs(anew[i] - whole[2 * (int) from + i]));
    }
    return largest;
  }

  @Test
  void aRepetitionWithoutAChangePlaysTheSame() {
    assertEquals(0, difference(7, 9 * SECOND + 77, new StemGains(), new StemGains()), 1e-5);
  }

  @Test
  void aRepetitionFollowsTheFadersAsTheyWereMoved() {
    var faders = new StemGains();
    ComposerStream stream = composer.open(new StreamRequest(PROMPT, 7, 0), faders);
    read(stream, 3 * SECOND, 4096);
    faders.set(Stem.KEYS, 0);
    float[] after = read(stream, 3 * SECOND, 4096);

    float[] anew = read(stream.changedFrom(5 * SECOND), SECOND, 4096);

    assertArrayEquals(Arrays.copyOfRange(after, 4 * SECOND, 6 * SECOND), anew, 1e-5f);
  }

  @Test
  void aFaderIsHeardFromTheFrameOnThatWasAskedFor() {
    var silence = new StemGains();
    for (Stem stem : Stem.values()) {
      silence.set(stem, 0);
    }
    var faders = new StemGains();
    ComposerStream stream = composer.open(new StreamRequest(PROMPT, 7, 0), faders);
    read(stream, 10 * SECOND, 4096);
    faders.setAll(silence.all());

    float[] anew = read(stream.changedFrom(5 * SECOND), 8 * SECOND, 4096);

    assertTrue(loudest(anew, 0, 2_000) > .01f);
    assertTrue(loudest(anew, 2 * 7 * SECOND, anew.length) < .001f);
  }

  @Test
  void theSongsOfARepetitionAreThoseOfTheStream() {
    ComposerStream stream = open(7, 0);
    read(stream, 10 * SECOND, 4096);

    ComposerStream anew = stream.changedFrom(9 * SECOND);

    assertEquals(stream.songAt(9 * SECOND), anew.songAt(9 * SECOND));
  }

  private static float loudest(float[] samples, int from, int to) {
    float peak = 0;
    for (int i = from; i < to; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return peak;
  }

  @Test
  void anotherSeedPlaysSomethingElse() {
    float[] one = read(open(7, 0), SECOND, 4096);
    float[] other = read(open(8, 0), SECOND, 4096);

    assertNotEquals(Arrays.hashCode(one), Arrays.hashCode(other));
  }

  @Test
  void theSizeOfTheReadersBufferChangesNothing() {
    float[] whole = read(open(7, 0), SECOND, SECOND);

    assertArrayEquals(whole, read(open(7, 0), SECOND, 1));
    assertArrayEquals(whole, read(open(7, 0), SECOND, 333));
  }

  @Test
  void soundIsHeardWithinATenthOfASecond() {
    float[] start = read(open(7, 0), SECOND / 10, 256);

    float peak = 0;
    for (float sample : start) {
      peak = Math.max(peak, Math.abs(sample));
    }
    assertTrue(peak > .01, "peak " + peak);
  }

  private static boolean isLoudAsDeclared(double lufs) {
    return Math.abs(lufs + 16) <= 1.5;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void threeMinutesOfTheStreamAreAsLoudAsDeclared(long seed) {
    double lufs = loudness(read(open(seed, 0), 180 * SECOND, 4096), 0);

    assertTrue(isLoudAsDeclared(lufs), lufs + " LUFS");
    assertFalse(isLoudAsDeclared(lufs + 4));
    assertFalse(isLoudAsDeclared(lufs - 4));
  }

  /// In LUFS, from a frame on.
  private static double loudness(float[] samples, int from) {
    int frames = samples.length / 2 - from;
    float[] left = new float[frames];
    float[] right = new float[frames];
    for (int i = 0; i < frames; i++) {
      left[i] = samples[2 * (from + i)];
      right[i] = samples[2 * (from + i) + 1];
    }
    return Loudness.integrated(left, right);
  }

  @Test
  void aSongThatFollowsBeginsWithTheLevelThatWasMeasuredAhead() {
    for (long seed = 1; seed <= 3; seed++) {
      ComposerStream stream = open(seed, 0);
      int length = (int) stream.songAt(0).lengthFrames();
      read(stream, length, 4096);
      SongPlan second = stream.planOf(1);
      int full = (int) second.timing().frame(firstFullBeat(second), 0, SECOND);
      float[] song = read(stream, full + 25 * SECOND, 4096);

      double lufs = loudness(song, full);
      assertEquals(-16, lufs, 1, "seed " + seed);
    }
  }

  private static double firstFullBeat(SongPlan plan) {
    return plan.sections().stream()
        .filter(section -> section.kind() != SectionKind.INTRO)
        .findFirst()
        .orElseThrow()
        .startBeat();
  }

  @Test
  void everySongKnowsItsPlaceAndItsLength() {
    ComposerStream stream = open(7, 0);
    Song first = stream.songAt(0);
    read(stream, (int) first.lengthFrames() + SECOND, 4096);
    Song second = stream.songAt(first.lengthFrames());

    assertEquals(0, first.number());
    assertEquals(1, second.number());
    assertEquals(first.lengthFrames(), second.startFrame());
    assertEquals(first, stream.songAt(first.lengthFrames() - 1));
  }

  @Test
  void openingAtALaterSongPlaysThatSong() {
    ComposerStream fromStart = open(7, 0);
    Song first = fromStart.songAt(0);
    read(fromStart, (int) first.lengthFrames() + 256, 4096);

    Song second = fromStart.songAt(first.lengthFrames());
    Song opened = open(7, 1).songAt(0);

    assertEquals(second.trackId(), opened.trackId());
    assertEquals(second.bpm(), opened.bpm());
  }
}
