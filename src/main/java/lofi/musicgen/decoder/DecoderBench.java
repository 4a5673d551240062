package lofi.musicgen.decoder;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// `FOLDER [THREADS [STEPS]]`: how long a step takes early and late in a piece of 30 seconds.
public final class DecoderBench {
  private static final int WORDS = 20;
  private static final int LONGEST = 1_504;
  private static final int[] POSITIONS = {50, 750, 1_450};

  private final VectorDecoder decoder;
  private final float[] logits;
  private final int[] codes;

  private DecoderBench(VectorDecoder decoder) {
    this.decoder = decoder;
    logits = new float[decoder.shape().logits()];
    codes = new int[decoder.shape().codebooks()];
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int steps = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    long start = System.nanoTime();
    try (VectorDecoder decoder = VectorDecoder.open(Path.of(args[0]), threads)) {
      System.out.printf(
          "%s, %d threads, opened in %.2f s%n",
          decoder.quantization().label(), threads, secondsSince(start));
      WarmUp.begin(decoder.quantization()).await();
      new DecoderBench(decoder).measure(steps);
    }
  }

  private void measure(int steps) {
    long start = System.nanoTime();
    decoder.begin(text(), WORDS, 3, LONGEST);
    System.out.printf("prompt %.2f s%n", secondsSince(start));
    for (int position : POSITIONS) {
      time(position, steps / 4);
      long allocatedBefore = allocatedBytes();
      long busySince = threadCpuNanos();
      double[] millis = time(position, steps);
      double busyMillis = (threadCpuNanos() - busySince) / 1e6 / steps;
      long allocated = (allocatedBytes() - allocatedBefore) / steps;
      Arrays.sort(millis);
      System.out.printf(
          "position %4d: median %.2f ms, least %.2f, 90 %% below %.2f; %.2f ms of the processor;"
              + " %,d bytes allocated%n",
          position, millis[steps / 2], millis[0], millis[steps * 9 / 10], busyMillis, allocated);
    }
  }

  /// The caller's share; with one thread all of it, which a busy machine does not change much.
  private static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// By all threads; a step should allocate nothing.
  private static long allocatedBytes() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
  }

  private double[] time(int position, int steps) {
    double[] millis = new double[steps];
    for (int i = 0; i < steps; i++) {
      Arrays.setAll(codes, book -> (position * 31 + book * 7) % decoder.shape().vocabulary());
      long start = System.nanoTime();
      decoder.step(codes, Math.min(LONGEST - 1, position + i % 50), logits);
      millis[i] = secondsSince(start) * 1000;
    }
    return millis;
  }

  private float[] text() {
    Random random = new Random(3);
    float[] text = new float[WORDS * decoder.shape().textWidth()];
    for (int i = 0; i < text.length; i++) {
      text[i] = (float) random.nextGaussian() * 0.2f;
    }
    return text;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
