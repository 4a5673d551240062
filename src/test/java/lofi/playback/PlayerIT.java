package lofi.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The player on a real sound server, judged by what the sound card played.
final class PlayerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final float CLICK = 0.01f;

  @TempDir Path folder;

  private SoundServer server;
  private DrivenPlayer player;

  @BeforeEach
  void startServerAndPlayer() throws Exception {
    assumeTrue(SoundServer.isInstalled());
    server = SoundServer.in(folder);
    player = new DrivenPlayer(server);
  }

  @AfterEach
  void endBoth() throws Exception {
    if (player != null) {
      player.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void isHeardWithoutAGapOrAClick() throws Exception {
    try (var recording = Recording.of(server, "lofi_a")) {
      int asked = recording.frames();
      player.say("play");
      int begin = recording.waitForSound(asked, PATIENCE);
      recording.listenFor(Duration.ofSeconds(5));
      float[] heard = recording.since(begin);

      report("first sound, the device still closed", millis(begin - asked));
      assertTrue(millis(begin - asked) < 1_000);
      assertTrue(Hearing.sharpestBend(heard) < CLICK);
      assertTrue(Hearing.longestSilence(heard) < 48);
      assertEquals(0, player.ask("underruns"));
    }
  }

  @Test
  void isSilentSoonAfterPauseAndStopAndHeardSoonAfterResume() throws Exception {
    try (var recording = Recording.of(server, "lofi_a")) {
      player.say("play");
      int begin = recording.waitForSound(0, PATIENCE);
      recording.listenFor(Duration.ofSeconds(2));

      report("silent after pause", silentAfter(recording, "pause"));
      int asked = recording.frames();
      player.say("resume");
      int resumed = recording.waitForSound(asked, PATIENCE);
      report("heard after resume", millis(resumed - asked));
      recording.listenFor(Duration.ofSeconds(1));
      report("silent after stop", silentAfter(recording, "stop"));

      assertTrue(Hearing.sharpestBend(recording.since(begin)) < CLICK);
    }
  }

  @Test
  void keepsThePositionWhileTheServerIsGoneAndComesBack() throws Exception {
    player.say("play");
    player.waitFor("output OutputStatus[device=Lofi-A");
    server.kill();
    String lost = player.waitFor("output");
    assertTrue(lost.contains("isReal=false"), lost);
    long atLoss = player.ask("position");
    server.comeBack();
    String back = player.waitFor("output");
    assertTrue(back.contains("isReal=true"), back);

    assertTrue(player.ask("position") > atLoss + Player.SAMPLE_RATE / 10);
    try (var recording = Recording.of(server, "lofi_a")) {
      recording.waitForSound(0, PATIENCE);
    }
    assertEquals(0, player.ask("underruns"));
  }

  @Test
  void fadesOutWhenItIsClosed() throws Exception {
    try (var recording = Recording.of(server, "lofi_a")) {
      player.say("play");
      int begin = recording.waitForSound(0, PATIENCE);
      recording.listenFor(Duration.ofSeconds(1));
      int asked = recording.frames();
      player.endInput();
      player.waitFor("closed");
      int closed = recording.frames();
      recording.listenFor(Duration.ofMillis(500));

      report("closed after", millis(closed - asked));
      assertTrue(millis(closed - asked) < 400);
      assertTrue(Hearing.sharpestBend(recording.since(begin)) < CLICK);
    }
  }

  @Test
  void runsOnInSilenceWithoutADeviceAndSaysWhatToInstall() throws Exception {
    server.kill();
    player.say("play");
    String status = player.waitFor("output");
    assertTrue(status.contains("isReal=false"), status);
    assertTrue(status.contains("libasound2-plugins"), status);
    player.waitFor("started");
    long position = player.ask("position");
    assertTrue(player.ask("position") >= position);

    server.comeBack();
    assertTrue(player.waitFor("output").contains("isReal=true"));
  }

  @Test
  void obeysWhileTheServerHangsAndPlaysOnAfterwards() throws Exception {
    player.say("device Lofi-A");
    player.waitFor("output OutputStatus[device=Lofi-A");
    player.waitFor("device true");
    player.say("play");
    player.waitFor("started");
    server.signal("STOP");
    for (int i = 0; i < 200; i++) {
      player.say(i % 2 == 0 ? "volume 0.5" : "skip");
    }
    assertTrue(player.ask("position") >= 0);
    server.signal("CONT");
    try (var recording = Recording.of(server, "lofi_a")) {
      recording.waitForSound(0, PATIENCE);
      assertTrue(Hearing.loudest(recording.since(0)) > 0.1f);
    }
  }

  @Test
  void movesToAnotherDeviceByName() throws Exception {
    player.say("play");
    player.waitFor("output OutputStatus[device=Lofi-A");
    player.say("device Lofi-B");
    player.waitFor("device true");
    try (var recording = Recording.of(server, "lofi_b")) {
      recording.waitForSound(0, PATIENCE);
    }
    player.say("device Gramophone");
    player.waitFor("device false");
  }

  @Test
  void pausesWhenTheChosenDeviceIsUnplugged() throws Exception {
    player.say("device Lofi-B");
    player.waitFor("output OutputStatus[device=Lofi-B");
    player.waitFor("device true");
    player.say("play");
    player.waitFor("started");
    server.run("pactl", "unload-module", moduleOf("lofi_b")).waitFor();

    player.waitFor("paused by device loss");
  }

  @Test
  void followsTheSystemWhenTheChosenDeviceIsUnpluggedAndTheUserWantsThat() throws Exception {
    player.close();
    player = new DrivenPlayer(server, PlaybackSettings.OnDeviceLoss.FOLLOW);
    player.say("device Lofi-B");
    player.waitFor("output OutputStatus[device=Lofi-B");
    player.waitFor("device true");
    player.say("play");
    player.waitFor("started");
    server.run("pactl", "unload-module", moduleOf("lofi_b")).waitFor();

    try (var recording = Recording.of(server, "lofi_a")) {
      recording.waitForSound(0, PATIENCE);
    }
    player.waitFor("output OutputStatus[device=Lofi-A");
  }

  @Test
  void isHeardWithoutAGapBesideTwoBusyThreads() throws Exception {
    player.say("play");
    try (var recording = Recording.of(server, "lofi_a");
        var _ = new BusyThreads(2)) {
      int begin = recording.waitForSound(0, PATIENCE);
      recording.listenFor(Duration.ofSeconds(4));

      assertTrue(Hearing.longestSilence(recording.since(begin)) < 48);
      assertEquals(0, player.ask("underruns"));
    }
  }

  /// Somebody who compiles.
  private static final class BusyThreads implements AutoCloseable {
    private volatile boolean isOver;

    BusyThreads(int count) {
      for (int i = 0; i < count; i++) {
        Thread.ofPlatform().daemon().name("busy-", i).start(this::spin);
      }
    }

    private void spin() {
      while (!isOver) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {
      isOver = true;
    }
  }

  @Test
  void catchesNothingUpAfterASleep() throws Exception {
    player.say("play");
    player.waitFor("started");
    try (var recording = Recording.of(server, "lofi_a")) {
      recording.waitForSound(0, PATIENCE);
      recording.listenFor(Duration.ofSeconds(1));
      long before = player.ask("position");
      player.signal("STOP");
      recording.listenFor(Duration.ofSeconds(3));
      player.signal("CONT");
      recording.listenFor(Duration.ofSeconds(1));
      long passed = player.ask("position") - before;

      assertTrue(passed < 2 * Player.SAMPLE_RATE, () -> millis(passed) + " ms were played");
    }
  }

  @Test
  void costsLittleWhilePlayingAndNothingWhilePaused() throws Exception {
    long residentBefore = player.residentMegabytes();
    player.say("play");
    player.waitFor("output OutputStatus[device=Lofi-A");
    try (var recording = Recording.of(server, "lofi_a")) {
      recording.listenFor(Duration.ofSeconds(6));
      long allocatedBefore = player.ask("allocated");
      double playing = percentOfACore(recording, Duration.ofSeconds(10));
      report("% of a core while playing", playing);
      long allocated = player.ask("allocated") - allocatedBefore;
      report("bytes that lofi-audio allocated meanwhile", (double) allocated);
      report("MB resident before", (double) residentBefore);
      report("MB resident while playing", (double) player.residentMegabytes());
      player.say("pause");
      recording.listenFor(Duration.ofSeconds(11));
      double paused = percentOfACore(recording, Duration.ofSeconds(4));
      report("% of a core while paused", paused);

      assertEquals(0, allocated);
      assertTrue(playing < 5);
      assertTrue(paused < 0.6);
    }
  }

  private double percentOfACore(Recording recording, Duration time) throws InterruptedException {
    Duration before = player.cpuTime();
    recording.listenFor(time);
    return 100.0 * player.cpuTime().minus(before).toMillis() / time.toMillis();
  }

  private double silentAfter(Recording recording, String command)
      throws IOException, InterruptedException {
    int asked = recording.frames();
    player.say(command);
    recording.listenFor(Duration.ofMillis(800));
    float[] heard = recording.since(asked);
    double millis = millis(Hearing.endOf(heard));
    assertTrue(millis <= 250, () -> command + " was silent after " + millis + " ms");
    return millis;
  }

  private String moduleOf(String sink) throws IOException {
    return server
        .answerOf("pactl", "list", "short", "modules")
        .lines()
        .filter(line -> line.contains("sink_name=" + sink))
        .map(line -> line.split("\t", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  private static double millis(long frames) {
    return frames / 48.0;
  }

  private static void report(String what, double value) {
    System.out.printf(Locale.ROOT, "figure: %-40s %.2f%n", what, value);
  }
}
