package lofi.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lofi.musicgen.TinyModel;
import lofi.musicgen.convert.ConversionProgress;
import lofi.musicgen.convert.Converter;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.protocol.Stage;
import lofi.weights.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A neural model behind a real Neovim: a small one of the true architecture.
@Timeout(120)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LOFI_TEST_MONITOR", matches = ".+")
class ModelIT {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final int MOST_TRIES = 10;
  private static final String NAME = "musicgen-tiny-fp32";

  @TempDir private static Path models;
  @TempDir private Path home;
  private RecordedSink soundCard;
  private Editor editor;

  @BeforeAll
  static void convertModel() throws Exception {
    Path model = models.resolve(NAME);
    Converter.convert(
        TinyModel.checkpoint(),
        model,
        Quantization.FP32,
        new ConversionProgress() {
          @Override
          public void step(int done, int total) {}

          @Override
          public boolean isCancelled() {
            return false;
          }
        });
    ModelStore.lock(model);
  }

  @BeforeEach
  void open() throws Exception {
    soundCard = RecordedSink.listen();
    editor = editor("");
  }

  private Editor editor(String options) throws Exception {
    String lua = "vim.g.lofi = { model = { weights_path = '%s' }, %s }".formatted(models, options);
    return Editor.in(home).init(lua).open();
  }

  private void reopen(String options) throws Exception {
    editor.close();
    editor = editor(options);
  }

  @AfterEach
  void close() {
    editor.close();
    soundCard.close();
  }

  @Test
  void theWorkerMakesATrackWhileTheMusicPlaysOn() throws Exception {
    startMusic();
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 20, seed = 7 })");
    Map<?, ?> progress = editor.hears("LofiGenerationProgress");
    ProcessHandle worker = worker();
    String environment = Processes.environment(worker);
    Sound music = soundCard.next(Duration.ofSeconds(2));

    Map<?, ?> track = editor.hears("LofiGenerationComplete");

    assertEquals("musicgen-tiny-fp32-own-v1", track.get("model_version"));
    assertEquals(1000L, track.get("tokens_actual"));
    assertTrue(Double.parseDouble(String.valueOf(progress.get("tokens_estimated"))) >= 1000);
    assertEquals(32_000L, track.get("sample_rate"));
    assertTrue(environment.contains("\0ORT_DISABLE_TELEMETRY=1\0"), environment);
    assertFalse(Processes.maps(host()).contains("onnxruntime"), "The host loads no ONNX Runtime");
    assertTrue(music.rms() > 0.001, music::describe);
    assertEquals(
        "musicgen fp32 cpu",
        editor.lua(
            "local m = require('lofi').status().model "
                + "return m.backend .. ' ' .. m.quantization .. ' ' .. m.device"));
    editor.eventually(
        "the track joins the stream",
        () ->
            Objects.equals(
                track.get("track_id"), editor.hears("LofiPlaybackStart").get("track_id")));
  }

  @Test
  void aLongTrackIsHeardBeforeItIsWhole() throws Exception {
    long asked = System.nanoTime();
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 120, seed = 3 })");

    Object started = editor.hears("LofiPlaybackStart").get("track_id");
    assertFalse(editor.heard().contains("LofiGenerationComplete"));
    soundCard.timeToSound(asked, Duration.ofSeconds(20));

    assertEquals(editor.hears("LofiGenerationComplete").get("track_id"), started);
    assertEquals(1, editor.heard().stream().filter("LofiPlaybackStart"::equals).count());
  }

  /// A kill takes a moment, in which a stage may end: then the next track is tried. The stages that
  /// last long enough to be hit soon stand for the others, which tests of `musicgen` kill, too.
  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"LOADING", "COMPOSING"})
  void aKilledWorkerCostsOneTrackAndTheMusicPlaysOn(Stage stage) throws Exception {
    reopen("daemon = { log_level = 'debug' }");
    startMusic();
    int tries = 0;
    Map<?, ?> failure;
    do {
      assertTrue(++tries <= MOST_TRIES, () -> "Never hit while " + stage.doing());
      failure = killedWhile(stage, tries);
    } while (!String.valueOf(failure.get("message")).contains("ended while " + stage.doing()));

    assertEquals(
        stage == Stage.LOADING ? "MODEL_LOAD_FAILED" : "MODEL_INFERENCE_FAILED",
        failure.get("code"));
    assertTrue(soundCard.next(ONE_SECOND).rms() > 0.001);
    assertEquals(List.of(), writtenFiles());
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 2, seed = 99 })");
    editor.hears("LofiGenerationComplete");
    assertEquals(tries, editor.complaints().size(), () -> "Each is told once");
    assertFalse(editor.heard().contains("LofiPlaybackEnd"), "The music has stopped");
  }

  /// Has a track made, kills its worker as soon as the log says that it is there, and returns the
  /// error that is told.
  private Map<?, ?> killedWhile(Stage stage, int seed) throws Exception {
    int logged = log().length();
    editor.lua(
        "require('lofi').generate({ prompt = 'soft piano', duration_sec = 60, seed = ... })", seed);
    editor.eventually("a worker", () -> !editor.processes().workers().isEmpty());
    ProcessHandle worker = worker();
    long deadline = System.nanoTime() + Editor.PATIENCE.toNanos();
    while (!log().substring(logged).contains("The model worker is " + stage.doing())) {
      assertTrue(System.nanoTime() < deadline, () -> "Never " + stage.doing());
    }
    worker.destroyForcibly();
    editor.eventually("the error", () -> heard("LofiGenerationError") == seed);
    return editor.hears("LofiGenerationError");
  }

  private String log() throws IOException {
    return Files.readString(home.resolve("state/nvim/lofi.log"));
  }

  private int heard(String event) throws InterruptedException {
    return Collections.frequency(editor.heard(), event);
  }

  /// What lies in the cache, whole or half, but for the openings of the stream.
  private List<Path> writtenFiles() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("cache/nvim/lofi"))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("[0-9a-f]{8}\\..*"))
          .toList();
    }
  }

  @Test
  void aWorkerThatDiedWhileIdleIsReplacedUnnoticed() throws Exception {
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 1, seed = 1 })");
    editor.hears("LofiGenerationComplete");
    assertEquals(false, editor.lua("return require('lofi').is_generating()"));
    ProcessHandle worker = worker();

    worker.destroyForcibly();

    editor.eventually("it is gone", () -> !worker.isAlive());
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 1, seed = 2 })");
    editor.eventually("the second track", () -> heard("LofiGenerationComplete") == 2);
    assertEquals(List.of(), editor.complaints());
  }

  @Test
  void forceEndsATrackAtOnceAndKeepsTheWorker() throws Exception {
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 300, seed = 1 })");
    editor.hears("LofiGenerationProgress");
    long worker = worker().pid();

    editor.runs("Lofi! cancel");

    assertEquals("CANCELLED", editor.hears("LofiGenerationError").get("code"));
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 1, seed = 1 })");
    editor.hears("LofiGenerationComplete");
    assertEquals(worker, worker().pid());
  }

  @Test
  void quittingWhileATrackIsMadeLeavesNoProcess() throws Exception {
    makeALongTrack();

    editor.quits();

    assertNothingStays();
  }

  @Test
  void aKilledHostTakesItsWorkerAlong() throws Exception {
    makeALongTrack();
    ProcessHandle worker = worker();

    host().destroyForcibly();

    editor.eventually("the worker is gone", () -> !worker.isAlive());
  }

  @Test
  void theModelsCanBeListedAndVerified() throws Exception {
    editor.runs("Lofi model");
    editor.shows(NAME + "  installed: musicgen-tiny-fp32-own-v1");
    closeFloat();
    editor.runs("Lofi model info musicgen-small");
    editor.shows("from facebook/musicgen-small");
    closeFloat();

    editor.runs("Lofi model verify");

    editor.isTold("musicgen-tiny-fp32-own-v1 is whole");
    assertEquals(
        List.of("remove " + NAME, "verify " + NAME),
        editor.lua(
            "return vim.tbl_filter(function(c) return c:find('tiny') end, "
                + "vim.fn.getcompletion('Lofi model ', 'cmdline'))"));
  }

  /// A key that is typed before the float is there would begin to record a macro.
  private void closeFloat() throws Exception {
    editor.types("q");
    editor.eventually("the float is gone", "vim.fn.winnr('$') == 1");
  }

  @Test
  void theLauncherVerifiesAModelWithoutNeovim() throws Exception {
    Path broken = Files.createDirectories(home.resolve("broken"));
    Files.writeString(broken.resolve("config.json"), "{}");

    assertEquals(
        "0 musicgen-tiny-fp32-own-v1 is whole, and it loads", verify(models.resolve(NAME)));
    assertEquals("1 There is no decoder in " + broken, verify(broken));
  }

  private static String verify(Path folder) throws Exception {
    Process launcher =
        new ProcessBuilder("target/lofi/bin/lofi-daemon", "--verify-model", folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(launcher.getInputStream().readAllBytes(), UTF_8).strip();
    return launcher.waitFor() + " " + output;
  }

  /// The user types only `:Lofi`.
  @Test
  void theRadioHasTracksMadeThatJoinTheStream() throws Exception {
    reopen("prefetch = { trigger_percent = 1 }, defaults = { duration_sec = 5 }");
    startMusic();

    Object made = editor.hears("LofiGenerationStart").get("track_id");

    editor.eventually(
        "it joins the stream",
        () -> Objects.equals(made, editor.hears("LofiPlaybackStart").get("track_id")));
    assertEquals("finished", editor.hears("LofiPlaybackEnd").get("reason"));
    assertTrue(soundCard.next(Duration.ofSeconds(3)).rms() > 0.001);
    editor.eventually(
        "the stream goes on",
        () -> !Objects.equals(made, editor.hears("LofiPlaybackStart").get("track_id")));
  }

  @Test
  void withoutWeightsTheWishForMusicGenIsAnsweredWithAdvice() throws Exception {
    editor.close();
    Path empty = Files.createDirectories(home.resolve("none"));
    editor =
        Editor.in(home)
            .init(
                "vim.g.lofi = { model = { backend = 'onnx', weights_path = '%s' } }"
                    .formatted(empty))
            .open();

    editor.runs("Lofi generate rain");

    Map<?, ?> failure = editor.hears("LofiGenerationError");
    assertEquals("MODEL_NOT_FOUND", failure.get("code"));
    assertTrue(String.valueOf(failure.get("advice")).contains(":Lofi model install"));
  }

  @Test
  void quittingInTheMiddleOfAnInstallationLosesNothingAndTheNextStartSaysSo() throws Exception {
    editor.close();
    Path empty = home.resolve("models");
    try (SlowHub hub = new SlowHub()) {
      openFor(hub, empty);
      editor.runs("Lofi model install");
      editor.isTold("Install MusicGen small");
      editor.shows("2% installing, 47 of 2,366 MB");
      editor.quits();
      assertNothingStays();
      Path part = empty.resolve(".unfinished-musicgen-small/model.safetensors.part");
      long fetched = Files.size(part);
      assertTrue(fetched > 40_000_000, () -> fetched + " bytes");

      openFor(hub, empty);
      editor.runs("Lofi volume 20");
      editor.isTold("The model musicgen-small is not finished");
      editor.runs("Lofi model install");
      editor.eventually("it goes on", () -> hub.ranges.contains("bytes=" + fetched + "-"));
    }
  }

  @Test
  void aDownloadIsWorkAndTheHostStaysForIt() throws Exception {
    editor.close();
    try (SlowHub hub = new SlowHub()) {
      openFor(hub, home.resolve("models"), "daemon = { idle_timeout_sec = 2 },");
      editor.runs("Lofi model install");
      Map<?, ?> progress = editor.hears("LofiModelProgress");
      ProcessHandle host = host();

      Thread.sleep(Duration.ofSeconds(4));

      assertTrue(host.isAlive());
      assertEquals("musicgen-small", progress.get("model"));
      assertEquals("installing", progress.get("deed"));
      editor.runs("Lofi model cancel");
      editor.eventually("the host leaves when nothing is fetched", () -> !host.isAlive());
    }
  }

  @Test
  void twoNeovimsHaveTheSameTrackMadeAtOnce() throws Exception {
    String options =
        "vim.g.lofi = { model = { weights_path = '%s' }, cache = { dir = '%s' } }"
            .formatted(models, home.resolve("tracks"));
    editor.close();
    editor = Editor.in(home).init(options).open();
    try (Editor other = Editor.in(home.resolve("other")).init(options).open()) {
      String wish = "require('lofi').generate({ prompt = 'rain', duration_sec = 8, seed = 5 })";
      editor.lua(wish);
      other.lua(wish);

      Object path = editor.hears("LofiGenerationComplete").get("path");

      assertEquals(path, other.hears("LofiGenerationComplete").get("path"));
      assertEquals(44 + 2 * 8 * 32_000, Files.size(Path.of(String.valueOf(path))));
      assertEquals(List.of(), editor.complaints());
      assertEquals(List.of(), other.complaints());
    }
  }

  /// The user says yes to whatever is asked.
  private void openFor(SlowHub hub, Path folder) throws Exception {
    openFor(hub, folder, "");
  }

  private void openFor(SlowHub hub, Path folder, String options) throws Exception {
    editor =
        Editor.in(home)
            .environment("LOFI_MODEL_MIRROR", hub.address())
            .init(
                """
                vim.g.lofi = { %s model = { weights_path = '%s' } }
                vim.ui.select = function(items, opts, choose)
                  vim.notify(opts.prompt)
                  choose(items[2])
                end
                """
                    .formatted(options, folder))
            .open();
  }

  private void startMusic() throws Exception {
    long typed = System.nanoTime();
    editor.runs("Lofi");
    editor.hears("LofiPlaybackStart");
    soundCard.timeToSound(typed, Duration.ofSeconds(10));
  }

  private void makeALongTrack() throws Exception {
    editor.lua("require('lofi').generate({ prompt = 'soft piano', duration_sec = 600, seed = 1 })");
    editor.hears("LofiGenerationProgress");
    assertEquals(1, editor.processes().workers().size());
  }

  private ProcessHandle worker() {
    return editor.processes().workers().getFirst();
  }

  private ProcessHandle host() {
    return editor.processes().hosts().getFirst();
  }

  private void assertNothingStays() throws InterruptedException {
    assertTrue(
        editor.processes().areGone(ONE_SECOND),
        () ->
            "Still alive: "
                + editor.processes().alive().stream().map(ProcessHandle::info).toList());
  }
}
