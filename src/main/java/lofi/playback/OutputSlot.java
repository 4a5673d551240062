package lofi.playback;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import lofi.audio.RealTime;
import lofi.playback.output.AudioOutput;
import org.jspecify.annotations.Nullable;

/// Where `lofi-audio` writes to now. The keeper fills and empties it.
final class OutputSlot {
  private final AtomicReference<@Nullable AudioOutput> current = new AtomicReference<>();
  private final AudioOutput standIn;

  /// @param standIn takes the place of an output that is gone, until the keeper finds another
  OutputSlot(AudioOutput standIn) {
    this.standIn = standIn;
  }

  @RealTime
  @Nullable AudioOutput current() {
    return current.get();
  }

  @RealTime
  void replaceByStandIn(AudioOutput gone) {
    current.compareAndSet(gone, standIn);
  }

  boolean isStandIn() {
    return Objects.equals(current.get(), standIn);
  }

  void putStandIn() {
    current.set(standIn);
  }

  void put(AudioOutput output) {
    current.set(output);
  }

  void empty() {
    current.set(null);
  }
}
