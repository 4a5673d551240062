package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What `:Lofi mix` does to what is heard.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class MixIT {
  private static final String PROMPT = "boom bap";
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

  /// To the sample, so there is no kick left in it.
  @Test
  void withoutDrumsTheStreamIsWhatTheComposerPlaysWithoutDrums() throws Exception {
    var faders = new StemGains();
    faders.set(Stem.DRUMS, 0);
    int search = 2 * Sound.SAMPLE_RATE;
    int length = 12 * Sound.SAMPLE_RATE;
    editor.runs("Lofi mix drums 0");
    editor.eventually("the fader moved", "require('lofi').stems().drums == 0");
    long typed = System.nanoTime();
    editor.runs("Lofi");
    Duration wait = soundCard.timeToSound(typed, PATIENCE);

    Sound music = soundCard.since(typed + wait.plusMillis(30).toNanos(), Duration.ofSeconds(12));

    Match match =
        Match.of(music, ComposedSound.stream(PROMPT, SEED, length + search, faders), search);
    System.err.println("Heard and composed without drums: " + match + ", " + music.describe());
    assertEquals(0.3, match.gain(), 0.003);
    match.mustBeExact(music);
  }

  /// Long before the eight seconds are over that are rendered ahead.
  @Test
  void aFaderThatIsMovedWhileMusicPlaysIsHeardSoon() throws Exception {
    long typed = System.nanoTime();
    editor.runs("Lofi");
    soundCard.timeToSound(typed, PATIENCE);
    soundCard.next(Duration.ofSeconds(12));

    long moved = System.nanoTime();
    for (Stem stem : Stem.values()) {
      editor.runs("Lofi mix " + stem.label() + " 0");
    }
    Duration silence = soundCard.timeToSilence(moved, Duration.ofSeconds(5));
    long back = System.nanoTime();
    editor.runs("Lofi mix reset");
    Duration sound = soundCard.timeToSound(back, Duration.ofSeconds(5));

    System.err.println(
        "Faders down: silent after %d ms; up: heard after %d ms"
            .formatted(silence.toMillis(), sound.toMillis()));
    assertTrue(silence.toMillis() < 4_000, silence::toString);
    assertTrue(sound.toMillis() < 4_000, sound::toString);
  }
}
