package lofi.generation;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import lofi.generation.GenerationEvent.Progress;
import lofi.library.TrackId;

/// Turns a generator's many steps into a few reports, at most two a second.
final class ProgressMeter {
  private static final long REPORT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int HIGHEST_PERCENT = 99;

  private final TrackId trackId;
  private final LongSupplier nanoTime;
  private final Consumer<Progress> listener;
  private final Pace pace;
  private long lastReportNanos;

  ProgressMeter(TrackId trackId, LongSupplier nanoTime, Consumer<Progress> listener) {
    this.trackId = trackId;
    this.nanoTime = nanoTime;
    this.listener = listener;
    long now = nanoTime.getAsLong();
    this.pace = new Pace(now);
    this.lastReportNanos = now;
  }

  void advance(int tokens, int estimated) {
    long now = nanoTime.getAsLong();
    if (now - lastReportNanos >= REPORT_EVERY_NANOS) {
      lastReportNanos = now;
      pace.advance(now, tokens);
      listener.accept(
          new Progress(
              trackId,
              percent(tokens, estimated),
              tokens,
              estimated,
              secondsLeft(tokens, estimated)));
    }
  }

  /// How long the rest will take; nothing before that can be judged.
  OptionalInt secondsLeft(int tokens, int estimated) {
    return pace.isKnown()
        ? OptionalInt.of(pace.secondsFor(estimated - tokens))
        : OptionalInt.empty();
  }

  /// 100 is for a track that is whole.
  private static int percent(int tokens, int estimated) {
    long percent = 100L * tokens / Math.max(1, estimated);
    return Math.clamp(percent, 0, HIGHEST_PERCENT);
  }
}
