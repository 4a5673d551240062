package lofi.music;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import lofi.generation.Prompt;
import lofi.generation.StreamGenerator.StreamRequest;

/// Prints how many seconds of the stream one thread composes and renders in a second of its own
/// processor time, so that a busy machine does not count.
final class RenderBench {
  private static final int SEEDS = 5;
  private static final int WARM_UP_SECONDS = 30;
  private static final int SECONDS = 120;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private RenderBench() {}

  public static void main(String[] args) {
    double[] speeds = new double[SEEDS];
    for (int seed = 1; seed <= SEEDS; seed++) {
      speeds[seed - 1] = timesRealTime(seed);
      System.out.printf(Locale.ROOT, "seed %d: %.1f × real time%n", seed, speeds[seed - 1]);
    }
    Arrays.sort(speeds);
    System.out.printf(Locale.ROOT, "median %.1f%n", speeds[SEEDS / 2]);
  }

  private static double timesRealTime(int seed) {
    var prompt = new Prompt("lofi hip hop, chill, mellow piano, vinyl crackle");
    try (ComposerStream stream = new Composer().open(new StreamRequest(prompt, seed, 0))) {
      render(stream, WARM_UP_SECONDS);
      long began = THREADS.getCurrentThreadCpuTime();
      render(stream, SECONDS);
      return SECONDS * 1e9 / (THREADS.getCurrentThreadCpuTime() - began);
    }
  }

  private static void render(ComposerStream stream, int seconds) {
    float[] second = new float[stream.sampleRate() * stream.channels()];
    for (int i = 0; i < seconds; i++) {
      int rendered = 0;
      while (rendered < stream.sampleRate()) {
        rendered += stream.read(second, stream.sampleRate() - rendered);
      }
    }
  }
}
