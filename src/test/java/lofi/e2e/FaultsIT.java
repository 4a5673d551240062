package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A host that is killed, suspended or told to stop: what is lost, what stays, and what is said.
@Timeout(60)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
class FaultsIT {
  private static final String SETTINGS =
      "vim.g.lofi = { defaults = { prompt = 'rain', seed = 5 } }\n";

  /// So long that nothing of it is ready before the test is over.
  private static final String GENERATE_FOR_LONG =
      """
      _G.ended = {}
      for seed = 1, 3 do
        require('lofi').generate({ prompt = 'rain', duration_sec = 600, seed = seed },
          function(err) table.insert(_G.ended, err and err.code or 'made') end)
      end
      """;

  /// Longer than the idle time-out of the test.
  private static final Duration STANDSTILL = Duration.ofSeconds(4);

  @TempDir private Path home;
  private @Nullable Editor opened;

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void aHostThatIsKilledWhileItStartsComesBack() throws Exception {
    Editor editor = open(SETTINGS);
    editor.runs("Lofi");
    editor.eventually("a host", () -> !editor.processes().hosts().isEmpty());
    kill(host(editor));

    assertCameBack(editor);
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
  }

  @Test
  void aHostThatIsKilledWhileItIsIdleComesBackWithItsSettings() throws Exception {
    Editor editor = open(SETTINGS);
    editor.runs("Lofi volume 80");
    editor.eventually("the volume is set", "require('lofi').volume() == 0.8");
    editor.runs("Lofi mix drums 40");
    editor.eventually("the fader is moved", "require('lofi').stems().drums == 0.4");
    ProcessHandle before = host(editor);
    kill(before);

    assertCameBack(editor);
    editor.eventually("the volume is as it was", "require('lofi').status().playback.volume == 0.8");
    editor.eventually("the fader is where it was", "require('lofi').stems().drums == 0.4");
    Path pidFile = pidFile();
    editor.eventually(
        "the PID file names the new host",
        () -> read(pidFile).equals(Long.toString(host(editor).pid())));
    assertFalse(read(pidFile).equals(Long.toString(before.pid())));
  }

  @Test
  void musicIsSilentAfterAKillUntilItIsAskedFor() throws Exception {
    Editor editor = open(SETTINGS);
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
    editor.eventually("the statusline speaks", "require('lofi').statusline() ~= ''");
    kill(host(editor));

    editor.hears("LofiDaemonExit");
    assertEquals("stopped", editor.lua("return require('lofi').status().playback.state"));
    assertEquals("", editor.lua("return require('lofi').statusline()"));
    assertCameBack(editor);
    editor.runs("Lofi");
    editor.eventually(
        "it plays again",
        () -> editor.heard().stream().filter("LofiPlaybackStart"::equals).count() == 2);
  }

  @Test
  void theQueueIsLostTheCacheIsNotAndNothingHalfWrittenStays() throws Exception {
    Editor editor = open(SETTINGS);
    editor.lua("require('lofi').generate({ prompt = 'snow', duration_sec = 1, seed = 1 })");
    Object kept = editor.hears("LofiGenerationComplete").get("track_id");
    editor.lua(GENERATE_FOR_LONG);
    editor.eventually("it is being made", "require('lofi').is_generating()");
    editor.eventually("something is written", () -> !temporaryFiles().isEmpty());
    kill(host(editor));

    editor.eventually(
        "each callback knows",
        "vim.deep_equal(_G.ended, { 'DAEMON_CRASH', 'DAEMON_CRASH', 'DAEMON_CRASH' })");
    assertCameBack(editor);
    assertEquals(false, editor.lua("return require('lofi').is_generating()"));
    assertEquals(Map.of("pending", List.of()), editor.lua("return require('lofi').queue()"));
    editor.eventually("what was half written is gone", () -> temporaryFiles().isEmpty());
    assertEquals(kept, editor.lua("return require('lofi').cache()[1].track_id"));
  }

  @Test
  void aHostThatIsKilledWhileLameWritesTakesLameWithIt() throws Exception {
    Path programs = Files.createDirectories(home.resolve("programs"));
    script(
        programs.resolve("lame"),
        "for last; do :; done; echo half >\"$last\"; exec >/dev/null\n"
            + "while [ \"$(head -c 1000 | wc -c)\" -gt 0 ]; do sleep 0.1; done");
    opened =
        Editor.in(home)
            .init("vim.g.lofi = { audio = { format = 'mp3' } }")
            .environment("PATH", programs + ":" + System.getenv("PATH"))
            .open();
    Editor editor = opened;
    editor.lua("require('lofi').generate({ prompt = 'snow', duration_sec = 1, seed = 1 })");
    editor.eventually(
        "lame writes", () -> temporaryFiles().stream().anyMatch(name -> name.contains(".mp3.")));
    kill(host(editor));

    assertCameBack(editor);
    editor.eventually("what was half written is gone", () -> temporaryFiles().isEmpty());
    editor.eventually("no lame is left", () -> editor.processes().named("lame").isEmpty());
  }

  @Test
  void aHostThatStoodStillIsToldGoesOnAndIsNotIdle() throws Exception {
    Editor editor =
        open(
            """
            vim.g.lofi = { daemon = { idle_timeout_sec = 3 } }
            require('lofi.host').patience.answer = 2000
            _G.eta = 0
            require('lofi').on('generation_progress', function(p) _G.eta = math.max(_G.eta, p.eta_sec or 0) end)
            """);
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
    editor.lua(GENERATE_FOR_LONG);
    editor.eventually("the time that is left is known", "_G.eta > 0");
    ProcessHandle host = host(editor);
    double positionBefore = position(editor);
    signal(host, "STOP");
    editor.runs("Lofi volume 50");
    assertEquals("DAEMON_TIMEOUT", editor.hears("LofiDaemonError").get("code"));
    Thread.sleep(STANDSTILL);
    double eta = editor.number("return _G.eta");
    editor.lua("_G.eta = 0");
    signal(host, "CONT");

    editor.eventually("what was typed is done", "require('lofi').volume() == 0.5");
    editor.eventually("the time that is left is known again", "_G.eta > 0");
    double etaAfter = editor.number("return _G.eta");
    assertTrue(etaAfter <= eta + 3, () -> etaAfter + " s are left after " + eta + " s");
    editor.eventually(
        "the position is that of the music again", () -> position(editor) - positionBefore < 5);
    editor.lua(
        "for _, e in ipairs(require('lofi').queue().pending) do require('lofi').cancel(e.track_id) end");
    editor.runs("Lofi! cancel");
    editor.runs("Lofi pause");
    editor.hears("LofiPlaybackPause");
    editor.eventually("nothing is made", "not require('lofi').is_generating()");

    signal(host, "STOP");
    Thread.sleep(STANDSTILL);
    signal(host, "CONT");
    editor.lua("vim.wait(1000)");
    assertEquals(List.of(host), editor.processes().hosts());
    assertEquals(0L, editor.hears("LofiDaemonExit").get("code"));
    assertEquals(1, editor.complaints().size(), () -> "Told more than the time-out");
  }

  @Test
  void theUserStartsStopsAndRestartsTheHost() throws Exception {
    Editor editor = open("vim.g.lofi = { daemon = { auto_start = false } }\n");
    editor.runs("Lofi");
    editor.isTold(":Lofi daemon start");
    assertEquals(List.of(), editor.processes().hosts());

    editor.runs("Lofi daemon start");
    editor.eventually("it is ready", "require('lofi.host').state() == 'ready'");
    ProcessHandle first = host(editor);
    editor.runs("Lofi daemon restart");
    editor.eventually(
        "another one is ready",
        () -> editor.processes().hosts().stream().anyMatch(host -> !host.equals(first)));
    editor.eventually("it is ready", "require('lofi.host').state() == 'ready'");
    ProcessHandle second = host(editor);
    editor.eventually("there is a PID file", () -> Files.exists(pidFile()));
    signal(second, "STOP");
    editor.runs("Lofi daemon stop");
    editor.eventually("even a hanging one is ended", () -> editor.processes().hosts().isEmpty());
    editor.eventually("Neovim knows", "require('lofi.host').state() == 'absent'");
    assertEquals(List.of("LofiDaemonExit", "LofiDaemonExit"), editor.heard());
    assertEquals(1, editor.complaints().size());
  }

  @Test
  void aCacheThatCannotBeWrittenIsToldAndTheMusicPlays() throws Exception {
    Files.writeString(home.resolve("file"), "not a folder");
    Editor editor = open("vim.g.lofi = { cache = { dir = '%s/file/lofi' } }".formatted(home));
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
    editor.lua(
        """
        require('lofi').generate({ prompt = 'snow', duration_sec = 1 },
          function(err) _G.code = err and err.code end)
        """);

    assertEquals("CACHE_WRITE_ERROR", editor.hears("LofiGenerationError").get("code"));
    assertTrue(editor.isTold("cannot be written").contains("cache.dir"));
    editor.eventually("the callback knows", "_G.code == 'CACHE_WRITE_ERROR'");
    assertEquals(true, editor.lua("return require('lofi').is_playing()"));
  }

  @Test
  void whatDeadHostsLeftIsSweptAtTheStart() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path runtime = Files.createDirectories(home.resolve("runtime"));
    Path cache = Files.createDirectories(home.resolve("cache/nvim/lofi"));
    Path stale = runtime.resolve("lofi-daemon-1.pid");
    Path half = cache.resolve("a1b2c3d4.mp3." + dead.pid() + ".tmp");
    Files.writeString(stale, dead.pid() + "\n");
    Files.writeString(half, "half");

    Editor editor = open("");
    editor.runs("Lofi daemon start");

    editor.eventually("the stale PID file is gone", () -> !Files.exists(stale));
    editor.eventually("the half track is gone", () -> !Files.exists(half));
  }

  @Test
  void theLogSaysAsMuchAsTheUserWants() throws Exception {
    Path own = home.resolve("own.log");
    String debug = "vim.g.lofi = { daemon = { log_level = 'debug', log_file = '" + own + "' } }";
    try (Editor talkative = Editor.in(home).init(debug).open()) {
      talkative.runs("Lofi volume 40");
      talkative.eventually("it is wired", "require('lofi').volume() == 0.4");
    }
    assertTrue(read(own).contains("FINE"), () -> read(own));

    Editor quiet = open("vim.g.lofi = { daemon = { log_level = 'error' } }");
    quiet.runs("Lofi volume 40");
    quiet.eventually("it is wired", "require('lofi').volume() == 0.4");
    Path usual = home.resolve("state/nvim/lofi.log");
    assertTrue(Files.exists(usual), "There is a log that :Lofi log can show");
    assertEquals("", read(usual));
  }

  private Editor open(String init) throws Exception {
    Editor editor = Editor.in(home).init(init).open();
    opened = editor;
    return editor;
  }

  /// As the document says: told once, and everything works again.
  private static void assertCameBack(Editor editor) throws Exception {
    assertEquals(137L, editor.hears("LofiDaemonExit").get("code"));
    assertEquals("DAEMON_CRASH", editor.hears("LofiDaemonError").get("code"));
    editor.hears("LofiDaemonRestart");
    editor.eventually("it is ready", "require('lofi.host').state() == 'ready'");
    editor.isTold("ended unexpectedly");
    assertEquals(1, editor.complaints().size());
    assertEquals(1, editor.processes().hosts().size());
  }

  private static ProcessHandle host(Editor editor) {
    return editor.processes().hosts().getFirst();
  }

  private static void kill(ProcessHandle host) {
    host.destroyForcibly();
  }

  private static void signal(ProcessHandle process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private static double position(Editor editor) throws InterruptedException {
    return editor.number("return require('lofi').status().playback.position_sec or 0");
  }

  private static void script(Path program, String body) throws IOException {
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Path pidFile() {
    return files("runtime")
        .filter(file -> file.toString().endsWith(".pid"))
        .findFirst()
        .orElse(home);
  }

  private List<String> temporaryFiles() {
    return files("cache").map(String::valueOf).filter(name -> name.endsWith(".tmp")).toList();
  }

  private Stream<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(home.resolve(folder))) {
      return files.toList().stream();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
