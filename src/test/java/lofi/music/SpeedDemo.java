package lofi.music;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import lofi.generation.Prompt;
import lofi.generation.StreamGenerator.StreamRequest;

/// Prints how fast the composer is, in processor time.
final class SpeedDemo {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SpeedDemo() {}

  public static void main(String[] args) {
    for (int seed = 1; seed <= 6; seed++) {
      long start = THREADS.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      String prompt = args.length > 0 ? args[0] : "lofi";
      ComposerStream stream = new Composer().open(new StreamRequest(new Prompt(prompt), seed, 0));
      float[] chunk = new float[2 * 12_000];
      stream.read(chunk, 12_000);
      long first = THREADS.getCurrentThreadCpuTime() - start;
      long firstWall = System.nanoTime() - begun;
      long allocated = allocated();
      long middle = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < 4 * 170; i++) {
        stream.read(chunk, 12_000);
      }
      double seconds = (THREADS.getCurrentThreadCpuTime() - middle) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%-14s first 250 ms: %5.1f ms CPU, %5.1f ms; 170 s: %4.0f x real time, %d kB allocated%n",
          stream.songAt(0).style().get("palette"),
          first / 1e6,
          firstWall / 1e6,
          170 / seconds,
          (allocated() - allocated) / 1024);
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) THREADS).getCurrentThreadAllocatedBytes();
  }
}
