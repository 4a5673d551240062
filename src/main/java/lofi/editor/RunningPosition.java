package lofi.editor;

import java.util.function.LongSupplier;
import lofi.radio.RadioStatus;

/// Where the editor takes the music to be: it is told when something happens, and in between lets
/// the position run on by its own clock.
///
/// That is wrong as soon as the process or the sound server stands still, or the device comes too
/// late. Owned by `lofi-control`.
public final class RunningPosition {
  private static final double MOST_SECONDS_OFF = 0.5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private double toldSec;
  private long toldNanos;
  private boolean runs;

  public RunningPosition(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// The editor is told this now.
  void isTold(RadioStatus status) {
    toldSec = status.positionSec();
    toldNanos = nanoTime.getAsLong();
    runs = isRunning(status);
  }

  /// Whether the editor should be told again.
  boolean isWrong(RadioStatus status) {
    double takenSec = toldSec + (nanoTime.getAsLong() - toldNanos) / NANOS_PER_SECOND;
    return runs
        && isRunning(status)
        && Math.abs(takenSec - status.positionSec()) > MOST_SECONDS_OFF;
  }

  private static boolean isRunning(RadioStatus status) {
    return status.state() == RadioStatus.State.PLAYING && status.current().isPresent();
  }
}
