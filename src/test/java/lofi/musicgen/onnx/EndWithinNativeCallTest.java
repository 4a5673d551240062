package lofi.musicgen.onnx;

import static lofi.musicgen.onnx.GraphWriter.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lofi.musicgen.PublishedModels;
import lofi.musicgen.TestJava;
import lofi.musicgen.protocol.GenerateCommand;
import lofi.musicgen.protocol.Wire;
import lofi.rpc.RpcChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The host goes while its worker is deep within ONNX Runtime.
@Timeout(60)
class EndWithinNativeCallTest {
  /// Far longer than the test waits: a multiplication of this size takes a second or more.
  private static final int MULTIPLICATIONS = 200;

  private static final int SIZE = 4096;
  private static final Duration PROMPTLY = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final ExecutorService lane = Executors.newSingleThreadExecutor();
  private Process worker;
  private RpcChannel channel;

  @BeforeEach
  void startWorker() throws IOException {
    worker = TestJava.start("lofi.musicgen.worker.WorkerMain");
    channel = new RpcChannel("worker", worker.getInputStream(), worker.getOutputStream(), lane);
    channel.start(
        (method, _) -> CompletableFuture.failedFuture(new AssertionError("asked for " + method)),
        (message, arguments) -> heard.add(message + " " + arguments.getFirst()),
        () -> {});
  }

  @AfterEach
  void endAll() {
    worker.destroyForcibly();
    channel.close();
    lane.shutdownNow();
  }

  /// ONNX Runtime computes what depends on no input when it opens a graph.
  @ParameterizedTest
  @CsvSource({"true, OrtSession.run", "false, OrtSession.createSession"})
  void theWorkerLeavesAtTheEndOfItsInput(boolean dependsOnInput, String call) throws Exception {
    Path model = PublishedModels.merged(folder);
    writeEndlessGraph(model.resolve("onnx/text_encoder.onnx"), dependsOnInput);
    channel.notify(Wire.GENERATE, command(model).toWire());
    assertEquals("stage LOADING", next());
    assertEquals("stage READING", next());
    awaitCall(call);

    worker.getOutputStream().close();

    assertTrue(worker.waitFor(PROMPTLY), "It stays until the call is over");
    assertEquals(0, worker.exitValue());
    assertEquals(List.of(), List.copyOf(heard), "The call was not over");
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  /// Waits until the thread that makes the piece is in this native method.
  private void awaitCall(String method) throws Exception {
    String frame = "at ai.onnxruntime." + method + "(Native Method)";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!topFrame("lofi-generate").contains(frame)) {
      assertTrue(System.nanoTime() < deadline, () -> "Never in " + method);
    }
  }

  /// Where a thread of the worker is: the line below its name and its state.
  private String topFrame(String thread) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process dump = new ProcessBuilder(jcmd, Long.toString(worker.pid()), "Thread.print").start();
    try (var lines = dump.inputReader()) {
      return lines
          .lines()
          .dropWhile(line -> !line.startsWith("\"" + thread + "\""))
          .skip(2)
          .findFirst()
          .orElse("");
    }
  }

  private static GenerateCommand command(Path model) {
    return new GenerateCommand(model, "fp32", "cpu", 1, "piano", 1, 1, 3, 1, 250);
  }

  private static void writeEndlessGraph(Path file, boolean dependsOnInput) throws IOException {
    try (GraphWriter graph = new GraphWriter(file)) {
      String ids = graph.input("input_ids", GraphWriter.Type.INT64, 1, -1);
      graph.input("attention_mask", GraphWriter.Type.INT64, 1, -1);
      String square = graph.op("ConstantOfShape", List.of(graph.integers(SIZE, SIZE)));
      if (dependsOnInput) {
        String word = graph.op("ReduceMax", List.of(ids), attribute("keepdims", 0L));
        square =
            graph.op("Add", List.of(square, graph.op("Cast", List.of(word), attribute("to", 1L))));
      }
      for (int i = 0; i < MULTIPLICATIONS; i++) {
        square = graph.op("MatMul", List.of(square, square));
      }
      String whole = graph.op("ReduceMax", List.of(square), attribute("keepdims", 0L));
      graph.output(
          "last_hidden_state",
          graph.op("Reshape", List.of(whole, graph.integers(1, 1, 1))),
          1,
          -1,
          -1);
      graph.finish();
    }
  }
}
