package lofi.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Collects garbage before the heap grows for it.
///
/// Java would rather take more memory than look through the old generation, and beside an editor it
/// should be the other way round: a look takes some 20 ms, a tenth of what waits at the sound card.
/// The heap still grows as far as what is in use does.
final class HeapTrim {
  static final Duration TICK = Duration.ofSeconds(5);

  private static final long GROWTH_BYTES = 3L << 20;

  private final LongSupplier heapBytes;
  private final Runnable collect;
  private long allowedBytes;

  /// @param heapBytes what the heap occupies
  /// @param firstLimitBytes what it may occupy before the first look
  HeapTrim(LongSupplier heapBytes, Runnable collect, long firstLimitBytes) {
    this.heapBytes = heapBytes;
    this.collect = collect;
    this.allowedBytes = firstLimitBytes;
  }

  /// To be called at every `TICK`.
  void tick() {
    if (heapBytes.getAsLong() > allowedBytes) {
      collect.run();
      allowedBytes = heapBytes.getAsLong() + GROWTH_BYTES;
    }
  }
}
