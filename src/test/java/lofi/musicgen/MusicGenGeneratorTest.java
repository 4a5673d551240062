package lofi.musicgen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lofi.generation.ErrorCode;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationRequest.Priority;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.Prompt;
import lofi.library.TrackId;
import lofi.musicgen.ModelSettings.Backend;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.protocol.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// With a real worker process.
@Timeout(60)
class MusicGenGeneratorTest {
  private static final int MOST_TRIES = 40;

  @TempDir Path folder;
  private Path model;
  private final ModelWorker worker = new ModelWorker(launch());
  private final List<String> news = new ArrayList<>();
  private MusicGenGenerator generator;

  private final HeardStages stages = HeardStages.listen();

  @BeforeEach
  void layOutModel() throws IOException {
    model = PublishedModels.merged(folder);
    generator = generator(model, "cpu");
  }

  @AfterEach
  void endWorker() {
    worker.close();
    stages.close();
  }

  @Test
  void makesAPieceOfExactlyTheLengthThatWasAskedFor() throws IOException {
    Sink sink = new Sink();

    Outcome outcome = generator.generate(request(1.23), sink);

    assertInstanceOf(Outcome.Finished.class, outcome);
    assertEquals(Math.round(1.23 * 32_000), sink.samples.length);
    assertEquals(62, sink.tokensGenerated);
    assertEquals(62, sink.tokensEstimated);
    assertEquals(62, ((Outcome.Finished) outcome).audio().tokens());
  }

  @Test
  void theSameSeedMakesTheSamePieceInAnotherProcess() throws IOException {
    Sink first = new Sink();
    generator.generate(request(1), first);
    worker().destroyForcibly();

    Sink second = new Sink();
    generator.generate(request(1), second);

    assertArrayEquals(first.samples, second.samples);
  }

  /// A kill takes a moment, in which a stage may end: then the next piece is tried.
  @ParameterizedTest
  @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "HANDING_OVER")
  void aDeathAtAnyStageCostsOnePieceAndNamesTheStage(Stage stage) throws IOException {
    String ended = "The model worker was ended while " + stage.doing() + ", most likely";
    Outcome.Failed died;
    int tries = 0;
    do {
      assertTrue(++tries <= MOST_TRIES, "Never hit while " + stage.doing());
      stages.onEntry(stage, () -> worker().destroyForcibly());
      died = assertInstanceOf(Outcome.Failed.class, generator.generate(request(20), new Sink()));
    } while (!died.reason().startsWith(ended));

    assertEquals(
        stage == Stage.LOADING ? ErrorCode.MODEL_LOAD_FAILED : ErrorCode.MODEL_INFERENCE_FAILED,
        died.code());
    assertTrue(died.advice().contains("q4"), died.advice());
    assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
  }

  /// The worker waits for the sink all the while.
  @Test
  void aDeathWhileSoundIsHandedOverCostsOnePiece() throws IOException {
    Sink sink = new Sink();
    sink.onAudio = () -> worker().destroyForcibly();

    Outcome died = generator.generate(request(20), sink);

    var failed = assertInstanceOf(Outcome.Failed.class, died);
    assertEquals(ErrorCode.MODEL_INFERENCE_FAILED, failed.code());
    assertTrue(failed.reason().contains(Stage.HANDING_OVER.doing()), failed.reason());
    assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
  }

  @Test
  void aWorkerThatDiesWhileItStartsIsReplacedUnnoticed() throws Exception {
    CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> killNextWorker(Set.of()));

    Outcome outcome = generator.generate(request(1), new Sink());

    killed.get();
    assertInstanceOf(Outcome.Finished.class, outcome);
    assertEquals(1, stages.count(Stage.LOADING), "The one that was killed had not begun to load");
  }

  @Test
  void aWorkerThatDiesAtEachStartIsToldWithAdvice() throws Exception {
    CompletableFuture<Void> killed =
        CompletableFuture.runAsync(() -> killNextWorker(Set.of(killNextWorker(Set.of()))));

    Outcome outcome = generator.generate(request(1), new Sink());

    killed.get();
    var failed = assertInstanceOf(Outcome.Failed.class, outcome);
    assertEquals(ErrorCode.MODEL_LOAD_FAILED, failed.code());
    assertTrue(failed.advice().contains(":Lofi log"));
    assertEquals(0, stages.count(Stage.LOADING), "None of the two had begun to load");
    assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
  }

  @Test
  void aDeviceThatIsNotThereIsToldOnce() throws IOException {
    MusicGenGenerator wishful = generator(model, "cuda");

    wishful.generate(request(1), new Sink());
    wishful.generate(request(1), new Sink());

    assertEquals(1, news.size());
    assertTrue(news.getFirst().startsWith("MusicGen runs on cpu, because"), news.getFirst());
    assertEquals("cpu", wishful.info().device());
  }

  @Test
  void aWorkerThatDiedWhileIdleIsReplacedUnnoticed() throws Exception {
    generator.generate(request(1), new Sink());
    ProcessHandle worker = worker();
    worker.destroyForcibly();
    worker.onExit().get();

    assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
  }

  @Test
  void aWorkerWithoutWorkGivesItsMemoryBack() throws Exception {
    try (ModelWorker brief =
        new ModelWorker(
            new WorkerLaunch(TestJava.shortLived(), Duration.ofSeconds(1), Optional.empty()))) {
      MusicGenGenerator generator = generator(model, Precision.FP32, "cpu", brief);
      generator.generate(request(1), new Sink());
      ProcessHandle first = worker();

      first.onExit().get(20, TimeUnit.SECONDS);

      assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
    }
  }

  @Test
  void aCancelEndsThePieceAndKeepsTheWorker() throws IOException {
    Sink sink = new Sink();
    sink.cancelAtToken = 20;

    Outcome outcome = generator.generate(request(60), sink);
    ProcessHandle worker = worker();

    assertInstanceOf(Outcome.Cancelled.class, outcome);
    assertTrue(sink.tokensGenerated < 1_000);
    assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
    assertEquals(worker.pid(), worker().pid());
  }

  @Test
  void aFullDiskIsReportedByTheSink() throws IOException {
    Sink sink = new Sink();
    sink.onAudio =
        () -> {
          throw new IOException("No space left on device");
        };

    IOException failure =
        assertThrows(IOException.class, () -> generator.generate(request(5), sink));
    assertEquals("No space left on device", failure.getMessage());
    assertInstanceOf(Outcome.Finished.class, generator.generate(request(1), new Sink()));
  }

  @Test
  void theWorkerEndsWithItsPipeEvenWithinAPiece() throws Exception {
    Sink sink = new Sink();
    List<ProcessHandle> worker = new ArrayList<>();
    sink.onAudio =
        () -> {
          worker.add(worker());
          this.worker.close();
        };

    generator.generate(request(30), sink);

    worker.getFirst().onExit().get();
    assertFalse(worker.getFirst().isAlive());
  }

  @Test
  void aModelThatIsNotInstalledIsToldWithAdvice() throws IOException {
    MusicGenGenerator none = generator(folder.resolve("none"), "cpu");

    var failed = assertInstanceOf(Outcome.Failed.class, none.generate(request(1), new Sink()));

    assertEquals(ErrorCode.MODEL_NOT_FOUND, failed.code());
    assertTrue(failed.advice().contains(":Lofi model install"));
  }

  @Test
  void aTruncatedGraphIsToldWithAdvice() throws IOException {
    Path graph = model.resolve("onnx/decoder_model_merged.onnx");
    Files.write(graph, Arrays.copyOf(Files.readAllBytes(graph), 100_000));

    var failed = assertInstanceOf(Outcome.Failed.class, generator.generate(request(1), new Sink()));

    assertEquals(ErrorCode.MODEL_LOAD_FAILED, failed.code());
    assertTrue(failed.advice().contains(":Lofi model verify"));
  }

  @Test
  void theModelVersionNamesWhatIsThere() {
    assertEquals("musicgen-tiny-fp32-published-v1", generator.modelVersion());
    assertNotEquals(generator.modelVersion(), generator(model, Precision.Q8, "cpu").modelVersion());
  }

  private MusicGenGenerator generator(Path model, String device) {
    return generator(model, Precision.FP32, device);
  }

  private MusicGenGenerator generator(Path model, Precision precision, String device) {
    return generator(model, precision, device, worker);
  }

  private MusicGenGenerator generator(
      Path model, Precision precision, String device, ModelWorker worker) {
    ModelSettings settings =
        new ModelSettings(
            Backend.MUSICGEN, model, precision, device, Optional.empty(), OptionalInt.of(1));
    return new MusicGenGenerator(
        settings, InstalledModels.best(model, precision), worker, news::add);
  }

  private static WorkerLaunch launch() {
    return new WorkerLaunch(TestJava.shortLived(), Duration.ofSeconds(20), Optional.empty());
  }

  /// Waits for a worker that is none of these, and kills it.
  private static long killNextWorker(Set<Long> known) {
    ProcessHandle worker = nextWorker(known);
    worker.destroyForcibly();
    return worker.pid();
  }

  private static ProcessHandle nextWorker(Set<Long> known) {
    while (true) {
      Optional<ProcessHandle> next =
          ProcessHandle.current()
              .children()
              .filter(process -> isWorker(process) && !known.contains(process.pid()))
              .findFirst();
      if (next.isPresent()) {
        return next.get();
      }
      Thread.onSpinWait();
    }
  }

  /// Before it is a worker, it is what helps Java to start a process. Java itself would cut a
  /// command line with a long class path off before the class.
  private static boolean isWorker(ProcessHandle process) {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.readString(commandLine, ISO_8859_1).contains(".WorkerMain");
    } catch (IOException e) {
      return false; // It is gone.
    }
  }

  private static ProcessHandle worker() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .orElseThrow();
  }

  private static GenerationRequest request(double durationSec) {
    return new GenerationRequest(
        new TrackId("0123abcd"), new Prompt("piano"), 42, durationSec, Priority.NORMAL);
  }

  private interface AudioAction {
    void run() throws IOException;
  }

  private static final class Sink implements GenerationSink {
    float[] samples = {};
    int tokensGenerated;
    int tokensEstimated;
    int cancelAtToken = Integer.MAX_VALUE;
    AudioAction onAudio = () -> {};

    @Override
    public void write(float[] interleaved, int frames) throws IOException {
      onAudio.run();
      int before = samples.length;
      samples = Arrays.copyOf(samples, before + frames);
      System.arraycopy(interleaved, 0, samples, before, frames);
    }

    @Override
    public void progress(int generated, int estimated) {
      tokensGenerated = generated;
      tokensEstimated = estimated;
    }

    @Override
    public boolean isCancelled() {
      return tokensGenerated >= cancelAtToken;
    }
  }
}
