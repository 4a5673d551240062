package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What a user hears and sees after `:Lofi`.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class PlaybackIT {
  private static final String PROMPT = "rain on a tin roof";
  private static final long SEED = 42;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path home;
  private RecordedSink soundCard;
  private Editor editor;

  @BeforeEach
  void open() throws Exception {
    soundCard = RecordedSink.listen();
    editor = Editor.in(home).stream(PROMPT, SEED).open();
  }

  @AfterEach
  void close() {
    editor.close();
    soundCard.close();
  }

  @Test
  void lofiIsHeard() throws Exception {
    long typed = System.nanoTime();
    editor.runs("Lofi");
    Duration wait = soundCard.timeToSound(typed, PATIENCE);

    Sound music = soundCard.since(typed + wait.toNanos(), Duration.ofSeconds(5));

    System.err.println("First sound after " + wait.toMillis() + " ms; " + music.describe());
    assertTrue(music.rms() > 0.003, music::describe);
  }

  /// So there is no gap, no click and no frame too few or too many.
  @Test
  void whatIsHeardIsWhatWasComposedToTheSample() throws Exception {
    int search = Sound.SAMPLE_RATE;
    int length = 20 * Sound.SAMPLE_RATE;
    long typed = System.nanoTime();
    editor.runs("Lofi");
    Duration wait = soundCard.timeToSound(typed, PATIENCE);

    // The first instant is faded in.
    Sound music = soundCard.since(typed + wait.plusMillis(30).toNanos(), Duration.ofSeconds(20));

    Sound composed = ComposedSound.stream(PROMPT, SEED, length + search);
    Match match = Match.of(music, composed, search);
    System.err.println("Heard and composed: " + match + ", " + music.describe());
    assertEquals(0.3, match.gain(), 0.003);
    match.mustBeExact(music);
  }

  @Test
  void aCommandReturnsAtOnceOnAColdHost() throws Exception {
    double millis =
        editor.number(
            """
            local start = vim.uv.hrtime()
            vim.cmd('Lofi')
            return (vim.uv.hrtime() - start) / 1e6
            """);

    assertTrue(millis < 30, () -> "It took " + millis + " ms");
    editor.hears("LofiPlaybackStart");
  }

  @Test
  void pauseIsSilentWithinAQuarterOfASecondAndResumeIsHeard() throws Exception {
    startMusic();

    long paused = System.nanoTime();
    editor.runs("Lofi pause");
    Duration wait = soundCard.timeToSilence(paused, Duration.ofSeconds(1));
    assertTrue(wait.toMillis() <= 250, () -> "Silent after " + wait.toMillis() + " ms");
    editor.hears("LofiPlaybackPause");
    assertEquals(-1, soundCard.next(Duration.ofMillis(500)).firstAudibleFrame());

    long resumed = System.nanoTime();
    editor.runs("Lofi resume");
    soundCard.timeToSound(resumed, PATIENCE);
    editor.hears("LofiPlaybackResume");
    editor.eventually("it plays", "require('lofi').is_playing()");
  }

  /// A waveform that is cut clicks; a fade comes down within some milliseconds.
  @Test
  void pauseFades() throws Exception {
    int search = 10 * Sound.SAMPLE_RATE;
    startMusic();

    long paused = System.nanoTime();
    editor.runs("Lofi pause");
    Sound heard = soundCard.since(paused, Duration.ofSeconds(1));

    Sound composed = ComposedSound.stream(PROMPT, SEED, search + heard.frames());
    int lag = Match.lag(heard, composed, search);
    int end = heard.lastAudibleFrame();
    int millisecond = Sound.SAMPLE_RATE / 1000;
    double before =
        Match.gain(heard, composed, lag, end - 60 * millisecond, end - 40 * millisecond);
    double last = Match.gain(heard, composed, lag, end - millisecond, end);
    assertEquals(0.3, before, 0.01);
    assertTrue(last < 0.1, () -> "It ended at a gain of " + last);
  }

  @Test
  void lofiTogglesBetweenPauseAndMusic() throws Exception {
    startMusic();

    editor.runs("Lofi");
    editor.hears("LofiPlaybackPause");
    editor.runs("Lofi");
    editor.hears("LofiPlaybackResume");

    assertEquals(
        List.of("LofiPlaybackStart", "LofiPlaybackPause", "LofiPlaybackResume"), editor.heard());
  }

  @Test
  void stopIsSilentAndEndsTheSongOnce() throws Exception {
    startMusic();

    long stopped = System.nanoTime();
    editor.runs("Lofi stop");

    Map<?, ?> end = editor.hears("LofiPlaybackEnd");
    assertEquals("stopped", end.get("reason"));
    Duration wait = soundCard.timeToSilence(stopped, Duration.ofSeconds(1));
    assertTrue(wait.toMillis() <= 400, () -> "Silent after " + wait.toMillis() + " ms");
    assertEquals(List.of("LofiPlaybackStart", "LofiPlaybackEnd"), editor.heard());
  }

  @Test
  void skipGoesToTheNextSong() throws Exception {
    startMusic();
    Object first = editor.hears("LofiPlaybackStart").get("track_id");

    editor.runs("Lofi skip");

    assertEquals("skipped", editor.hears("LofiPlaybackEnd").get("reason"));
    editor.eventually(
        "another song",
        () ->
            !String.valueOf(first)
                .equals(String.valueOf(editor.hears("LofiPlaybackStart").get("track_id"))));
    assertTrue(soundCard.next(Duration.ofSeconds(1)).rms() > 0.001);
  }

  @Test
  void theStatusFloatStandsOnTheScreen() throws Exception {
    startMusic();

    editor.runs("Lofi status");

    editor.shows("playing");
    editor.types("q");
    editor.eventually("the float is gone", "vim.fn.winnr('$') == 1");
  }

  @Test
  void volumeIsHeard() throws Exception {
    startMusic();
    editor.runs("Lofi volume 100");
    editor.eventually("the volume", "require('lofi').volume() == 1");
    soundCard.next(Duration.ofMillis(700));
    double loud = soundCard.next(Duration.ofSeconds(3)).rms();

    editor.runs("Lofi volume 10");
    editor.eventually("the volume", "require('lofi').volume() == 0.1");
    soundCard.next(Duration.ofMillis(700));
    double quiet = soundCard.next(Duration.ofSeconds(3)).rms();

    assertTrue(quiet < loud / 3, () -> "loud " + loud + ", quiet " + quiet);
  }

  @Test
  void aGeneratedTrackIsKeptAndPlayedByItsId() throws Exception {
    editor.lua(
        "require('lofi').generate({ prompt = 'rain on a tin roof', duration_sec = 5, seed = 7 })");
    Map<?, ?> track = editor.hears("LofiGenerationComplete");
    Object id = track.get("track_id");
    assertTrue(Path.of(String.valueOf(track.get("path"))).toFile().isFile());

    long typed = System.nanoTime();
    editor.runs("Lofi play " + id);

    assertEquals(id, editor.hears("LofiPlaybackStart").get("track_id"));
    soundCard.timeToSound(typed, PATIENCE);
  }

  private void startMusic() throws Exception {
    long typed = System.nanoTime();
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
    soundCard.timeToSound(typed, PATIENCE);
  }
}
