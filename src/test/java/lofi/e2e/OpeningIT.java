package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The second start of a user: the music begins from disk, and the composer joins behind it.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class OpeningIT {
  private static final String PROMPT = "rain on a tin roof";
  private static final long SEED = 42;
  private static final Pattern SLOW =
      Pattern.compile(
          "TypeSwitch|java/lang/runtime/|java/util/logging/|java/security/MessageDigest"
              + "|com/google/inject/Guice");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path home;
  private RecordedSink soundCard;

  @BeforeEach
  void listen() throws Exception {
    soundCard = RecordedSink.listen();
  }

  @AfterEach
  void close() {
    soundCard.close();
  }

  private Editor open() throws Exception {
    return Editor.in(home).stream(PROMPT, SEED).open();
  }

  private Editor open(String defaults) throws Exception {
    return Editor.in(home).init("vim.g.lofi = { defaults = %s }".formatted(defaults)).open();
  }

  private void waitUntilPrepared() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isPrepared() && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertTrue(isPrepared());
  }

  private boolean isPrepared() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.anyMatch(file -> file.getFileName().toString().matches("opening-.*\\.pcm"));
    }
  }

  @Test
  void whatIsPreparedWaitsForTheNextEditor() throws Exception {
    try (Editor first = open("{}")) {
      first.runs("Lofi");
      waitUntilPrepared();
    }
    assertTrue(isPrepared());
  }

  /// Each of these takes a JVM 10 to 20 ms when it comes first, and none can be kept in the AOT
  /// cache. Once the player has its music, the control thread goes on to such things; on a busy
  /// machine it may be there before the audio thread, but not each time.
  @Test
  void nothingSlowWakesUpBeforeTheFirstSound() throws Exception {
    List<String> slow = slowBeforeTheFirstSound();
    for (int again = 0; again < 2 && !slow.isEmpty(); again++) {
      slow = slowBeforeTheFirstSound();
    }

    assertEquals(List.of(), slow);
  }

  private List<String> slowBeforeTheFirstSound() throws Exception {
    try (Editor first = open()) {
      first.runs("Lofi");
      waitUntilPrepared();
    }
    soundCard.timeToSilence(System.nanoTime(), PATIENCE);
    Path log = home.resolve("classes.log");
    Editor.Starter starter =
        Editor.in(home).stream(PROMPT, SEED)
            .environment("LOFI_JAVA", javaThatLogs("class+init", log).toString());

    try (Editor second = starter.open()) {
      long typed = System.nanoTime();
      second.runs("Lofi");
      soundCard.timeToSound(typed, PATIENCE);
      second.eventually("it plays", "require('lofi').is_playing()");
    }
    soundCard.timeToSilence(System.nanoTime(), PATIENCE);

    List<String> initialized =
        Files.readAllLines(log).stream().filter(line -> line.contains("Initializing '")).toList();
    List<String> beforeSound =
        initialized.stream().takeWhile(line -> !line.contains("'lofi/audio/SoftClip'")).toList();
    assertTrue(beforeSound.size() < initialized.size(), "the first block was mixed");
    return beforeSound.stream().filter(SLOW.asPredicate()).toList();
  }

  /// This JVM with another log, as a program in a folder that the launcher takes for a Java.
  private Path javaThatLogs(String what, Path log) throws IOException {
    Path real = Path.of(System.getProperty("java.home"));
    Path java = Files.createDirectories(home.resolve("java"));
    Files.copy(
        real.resolve("release"), java.resolve("release"), StandardCopyOption.REPLACE_EXISTING);
    Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
    Files.writeString(
        program,
        "#!/bin/bash\nexec %s/bin/java \"${@/#-Xlog:disable/-Xlog:%s:file=%s}\"\n"
            .formatted(real, what, log));
    assertTrue(program.toFile().setExecutable(true));
    return java;
  }

  @Test
  void itIsTheSameStreamToTheSample() throws Exception {
    try (Editor first = open()) {
      first.runs("Lofi");
      waitUntilPrepared();
    }
    assertTrue(isPrepared());
    soundCard.timeToSilence(System.nanoTime(), PATIENCE);

    try (Editor second = open()) {
      int search = Sound.SAMPLE_RATE;
      int length = 10 * Sound.SAMPLE_RATE;
      long typed = System.nanoTime();
      second.runs("Lofi");
      Duration wait = soundCard.timeToSound(typed, PATIENCE);
      Sound music = soundCard.since(typed + wait.plusMillis(30).toNanos(), Duration.ofSeconds(10));

      Match match = Match.of(music, ComposedSound.stream(PROMPT, SEED, length + search), search);
      System.err.println(
          "With its opening: heard after %d ms; %s".formatted(wait.toMillis(), match));
      assertEquals(0.3, match.gain(), 0.003);
      match.mustBeExact(music);
      second.eventually("it plays", "require('lofi').is_playing()");
      second.eventually("the song is known", "require('lofi').status().song.seed ~= nil");
    }
  }
}
