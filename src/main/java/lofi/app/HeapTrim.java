package lofi.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Collects garbage before the heap grows for it.
///
/// Java would rather take more memory than look through the old generation, and beside an editor it
/// should be the other way round: a look takes some 20 ms, a tenth of what waits at the sound card.
/// The heap still grows as far as what is in use does, and while it is larger than usual a look now
/// and then gives back what was in use for a while only, as where one song leads into the next.
final class HeapTrim {
  static final Duration TICK = Duration.ofSeconds(5);

  /// What a stream takes in its first minute.
  static final long USUAL_BYTES = 24L << 20;

  private static final long GROWTH_BYTES = 3L << 20;

  /// In so many ticks, a minute, it looks again; then in twice as many, while it is of no use.
  private static final int TICKS = 12;

  private final LongSupplier heapBytes;
  private final Runnable collect;
  private long allowedBytes = USUAL_BYTES;
  private int ticks;
  private int patience = TICKS;

  /// @param heapBytes what the heap occupies
  HeapTrim(LongSupplier heapBytes, Runnable collect) {
    this.heapBytes = heapBytes;
    this.collect = collect;
  }

  /// To be called at every `TICK`.
  void tick() {
    long before = heapBytes.getAsLong();
    ticks++;
    if (before > allowedBytes) {
      patience = TICKS;
      look();
    } else if (before > USUAL_BYTES && ticks >= patience) {
      look();
      patience = heapBytes.getAsLong() < before ? TICKS : 2 * patience;
    }
  }

  private void look() {
    collect.run();
    ticks = 0;
    allowedBytes = Math.max(USUAL_BYTES, heapBytes.getAsLong() + GROWTH_BYTES);
  }
}
