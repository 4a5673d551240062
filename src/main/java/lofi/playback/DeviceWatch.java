package lofi.playback;

import java.util.Optional;
import java.util.function.Predicate;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.SoundSystem;

/// Knows which device the user wants and which one is heard, and notices when that is carried away.
///
/// A sound server moves what sounds elsewhere when a device goes, and tells nobody, so somebody has
/// to look. It belongs to `lofi-output`.
final class DeviceWatch {
  private final SoundSystem sounds;
  private Optional<String> wanted;
  private Optional<OutputDevice> heard = Optional.empty();

  DeviceWatch(SoundSystem sounds, Optional<String> wanted) {
    this.sounds = sounds;
    this.wanted = wanted;
  }

  /// The name of the device to open; empty for the system's default.
  Optional<String> wanted() {
    return wanted;
  }

  /// The device that is heard, as far as that is known.
  Optional<OutputDevice> heard() {
    return heard;
  }

  /// Whether others in the room would hear it if this device went: it was chosen, or it is a
  /// headset.
  boolean isDear() {
    return heard.filter(device -> device.isPortable() || wanted.isPresent()).isPresent();
  }

  /// A device was opened: the one that was wanted, or the default one, which `look` will know.
  void begin(Optional<OutputDevice> device) {
    heard = device;
  }

  /// Looks where the sound goes now.
  ///
  /// @return the dear device that is not there any more
  Optional<OutputDevice> look() {
    Optional<OutputDevice> dear = isDear() ? heard : Optional.empty();
    Optional<OutputDevice> missed = dear.filter(sounds::misses);
    if (dear.isEmpty() || missed.isPresent()) {
      heard = sounds.reached();
    }
    return missed;
  }

  /// Wants another device from now on.
  ///
  /// @return the device, unless there is none of that name; then nothing has changed
  Optional<OutputDevice> choose(Optional<String> name) {
    Predicate<OutputDevice> isMeant =
        device -> name.map(device::isCalled).orElse(device.isDefault());
    Optional<OutputDevice> found = sounds.devices().stream().filter(isMeant).findFirst();
    if (found.isPresent() || name.isEmpty()) {
      wanted = name;
    }
    return found;
  }

  /// Moves what sounds to the device.
  ///
  /// @return false when it has to be opened instead
  boolean move(OutputDevice device) {
    boolean isMoved = sounds.move(device);
    if (isMoved) {
      heard = Optional.of(device);
    }
    return isMoved;
  }
}
