package lofi.music;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;
import lofi.generation.Prompt;
import lofi.generation.StreamGenerator.StreamRequest;

/// Prints how many seconds of the stream one thread composes and renders in a second of its own
/// processor time, so that a busy machine does not count; and, seed by seed, what the first quarter
/// of a second costs and how much memory the rest asks for: `RenderBench [PROMPT]`. At the end,
/// what the plan of a song and the first quarter of a second cost a warm thread.
final class RenderBench {
  private static final int SEEDS = 7;
  private static final int WARM_UP_SECONDS = 30;
  private static final int SECONDS = 170;
  private static final int WARM_TASKS = 40;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final float[] block = new float[2 * new Composer().sampleRate() / 4];
  private final Prompt prompt;

  private RenderBench(String prompt) {
    this.prompt = new Prompt(prompt);
  }

  public static void main(String[] args) {
    var bench =
        new RenderBench(
            args.length > 0 ? args[0] : "lofi hip hop, chill, mellow piano, vinyl crackle");
    double[] speeds = new double[SEEDS];
    for (int seed = 1; seed <= SEEDS; seed++) {
      speeds[seed - 1] = bench.timesRealTime(seed);
    }
    print("median", speeds);
    print("plan", bench.millis(seed -> new SongSequence(bench.prompt, seed).plan(0)));
    print("first", bench.millis(bench::firstQuarter));
  }

  private static void print(String name, double[] values) {
    Arrays.sort(values);
    System.out.printf(Locale.ROOT, "%s %.2f%n", name, values[values.length / 2]);
  }

  /// How long the warm thread works on `task` for each of some seeds, in milliseconds.
  private double[] millis(LongConsumer task) {
    double[] millis = new double[WARM_TASKS];
    for (int i = 0; i < WARM_TASKS; i++) {
      long began = THREADS.getCurrentThreadCpuTime();
      task.accept(100 + i);
      millis[i] = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
    }
    return millis;
  }

  private void firstQuarter(long seed) {
    try (ComposerStream stream = new Composer().open(new StreamRequest(prompt, seed, 0))) {
      renderQuarters(stream, 1);
    }
  }

  private double timesRealTime(int seed) {
    long began = THREADS.getCurrentThreadCpuTime();
    long beganOnTheWall = System.nanoTime();
    try (ComposerStream stream = new Composer().open(new StreamRequest(prompt, seed, 0))) {
      renderQuarters(stream, 1);
      double firstMillis = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
      double firstWallMillis = (System.nanoTime() - beganOnTheWall) / 1e6;
      renderQuarters(stream, 4 * WARM_UP_SECONDS);
      long allocated = allocatedBytes();
      long warm = THREADS.getCurrentThreadCpuTime();
      renderQuarters(stream, 4 * SECONDS);
      double speed = SECONDS * 1e9 / (THREADS.getCurrentThreadCpuTime() - warm);
      System.out.printf(
          Locale.ROOT,
          "seed %d: %.1f × real time; first 250 ms: %.1f ms of CPU, %.1f ms; %d kB allocated; %s%n",
          seed,
          speed,
          firstMillis,
          firstWallMillis,
          (allocatedBytes() - allocated) / 1024,
          stream.songAt(0).style().get("palette"));
      return speed;
    }
  }

  private void renderQuarters(ComposerStream stream, int count) {
    for (int i = 0; i < count; i++) {
      int frames = block.length / 2;
      for (int rendered = 0; rendered < frames; ) {
        rendered += stream.read(block, frames - rendered);
      }
    }
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) THREADS).getCurrentThreadAllocatedBytes();
  }
}
