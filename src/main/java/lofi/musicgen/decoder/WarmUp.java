package lofi.musicgen.decoder;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Random;

/// Plays a small model with no meaning until the compiler has seen every kernel.
///
/// Until then each vector is an object and a full-size step takes a second. It runs on a thread of
/// its own while weights are loaded and the prompt is read.
public final class WarmUp implements AutoCloseable {
  /// Small enough for thousands of steps a second, with the head width of the true one.
  private static final DecoderShape SMALL =
      new DecoderShape(128, 2, 64, 1, 256, 2, 64, 64, 64, 2048, 1);

  private static final Duration LONGEST = Duration.ofMillis(2_500);
  private static final int STEPS = 1_500;
  private static final int WORDS = 20;

  /// A prompt has kernels of its own, which have to be called as often as the others.
  private static final int STEPS_OF_PROMPT = 8;

  private final Thread thread;

  private WarmUp(Thread thread) {
    this.thread = thread;
  }

  /// Begins; it ends by itself after a while.
  public static WarmUp begin(Quantization quantization) {
    return new WarmUp(
        Thread.ofPlatform().daemon().name("lofi-warm-up").start(() -> run(quantization)));
  }

  /// Waits until it has ended by itself.
  public void await() throws InterruptedException {
    thread.join();
  }

  /// Ends it within a step, so that it takes no time from what it was for.
  @Override
  public void close() {
    thread.interrupt();
    DecodeCrew.joinUninterruptibly(thread);
  }

  private static void run(Quantization quantization) {
    long end = System.nanoTime() + LONGEST.toNanos();
    Arena arena = Arena.ofShared();
    Filled sections = new Filled(SMALL, quantization, arena);
    try (VectorDecoder decoder =
        new VectorDecoder(arena, DecoderWeights.from(sections), 1, false)) {
      play(decoder, end);
    }
  }

  /// Positions are as they will be: how long the loops run decides how they are compiled.
  private static void play(VectorDecoder decoder, long end) {
    Random random = new Random(1);
    float[] text = new float[WORDS * SMALL.textWidth()];
    for (int i = 0; i < text.length; i++) {
      text[i] = random.nextFloat() - 0.5f;
    }
    float[] logits = new float[SMALL.logits()];
    int[] codes = new int[SMALL.codebooks()];
    for (int i = 0; System.nanoTime() < end && !Thread.currentThread().isInterrupted(); i++) {
      if (i % STEPS_OF_PROMPT == 0) {
        decoder.begin(text, WORDS, 3, STEPS);
      }
      codes[0] = i % SMALL.vocabulary();
      decoder.step(codes, i * 37 % STEPS, logits);
    }
  }

  /// Weights that are all alike, small and not zero, whatever bytes they consist of.
  private record Filled(DecoderShape shape, Quantization quantization, Arena arena)
      implements WeightSections {
    private static final byte SMALL_NUMBER = 0x3b;

    @Override
    public boolean has(String name) {
      return true;
    }

    @Override
    public MemorySegment tiles(String name, Quantization layout, int inputs, int outputs) {
      return filled(layout.tileBytes(inputs) * (outputs / LinearLayer.TILE));
    }

    @Override
    public MemorySegment rareTiles(String name, Quantization layout, int inputs, int outputs) {
      return tiles(name, layout, inputs, outputs);
    }

    @Override
    public MemorySegment floats(String name, int rows, int columns) {
      return filled((long) rows * columns * Float.BYTES);
    }

    private MemorySegment filled(long bytes) {
      return arena.allocate(bytes, PackedFile.ALIGNMENT).fill(SMALL_NUMBER);
    }
  }
}
