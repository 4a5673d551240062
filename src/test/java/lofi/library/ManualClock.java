package lofi.library;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time stands still until the test moves it.
public final class ManualClock implements InstantSource {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  /// As `System.nanoTime` would count.
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }
}
