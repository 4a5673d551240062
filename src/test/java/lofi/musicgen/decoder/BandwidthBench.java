package lofi.musicgen.decoder;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.incubator.vector.IntVector;

/// Prints how fast threads read memory in large pages, as a decoder's weights are read:
/// `BandwidthBench THREADS`. The best of a few rounds counts.
final class BandwidthBench {
  private static final long BYTES = 512L << 20;
  private static final long PIECE = 1L << 20;
  private static final int ROUNDS = 12;

  /// What a lane has summed up at the end of a piece whose bytes are all 1.
  private static final int EXPECTED = (int) (0x01010101 * (PIECE / Integer.BYTES / Lanes.WIDTH));

  private BandwidthBench() {}

  public static void main(String[] args) throws InterruptedException {
    int threads = Integer.parseInt(args[0]);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = LargePages.allocate(BYTES, arena).fill((byte) 1);
      double best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.max(best, BYTES / seconds(memory, threads) / 1e9);
      }
      System.out.printf(Locale.ROOT, "%.2f GB/s%n", best);
    }
  }

  private static double seconds(MemorySegment memory, int threads) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long began = System.nanoTime();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      readers.add(Thread.ofPlatform().start(() -> read(memory, next)));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static void read(MemorySegment memory, AtomicInteger next) {
    for (long at; (at = next.getAndIncrement() * PIECE) < BYTES; ) {
      if (sum(memory, at) != EXPECTED) {
        throw new IllegalStateException("This memory does not keep what is put there");
      }
    }
  }

  private static int sum(MemorySegment memory, long from) {
    var order = java.nio.ByteOrder.LITTLE_ENDIAN;
    long step = (long) Lanes.WIDTH * Integer.BYTES;
    IntVector a = IntVector.zero(Lanes.INTS);
    IntVector b = a;
    for (long at = from; at < from + PIECE; at += 2 * step) {
      a = a.add(IntVector.fromMemorySegment(Lanes.INTS, memory, at, order));
      b = b.add(IntVector.fromMemorySegment(Lanes.INTS, memory, at + step, order));
    }
    return a.add(b).lane(0);
  }
}
