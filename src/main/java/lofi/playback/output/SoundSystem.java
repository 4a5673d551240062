package lofi.playback.output;

import java.util.List;
import java.util.Optional;

/// The sound of this machine. Every call may take a while, and belongs to `lofi-output`.
public interface SoundSystem {
  /// Opens the device of that name, or the system's default when empty or when it is not there.
  Opening open(Optional<String> deviceName, int bufferMillis);

  /// The devices that can be chosen, the default one first.
  List<OutputDevice> devices();

  /// The device that hears this process now, when that can be known.
  Optional<OutputDevice> reached();

  /// Whether the device, which was there, is known to be gone.
  boolean misses(OutputDevice device);

  /// Moves what sounds to another device, without opening it anew.
  ///
  /// @return false when this system cannot do that
  boolean move(OutputDevice device);

  /// What came of opening a device.
  sealed interface Opening {
    /// @param device the wanted device, if it is the one that was opened
    record Opened(AudioOutput output, OutputStatus status, Optional<OutputDevice> device)
        implements Opening {}

    record Refused(OutputStatus status) implements Opening {}
  }
}
