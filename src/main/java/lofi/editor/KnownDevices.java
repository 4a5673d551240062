package lofi.editor;

import jakarta.inject.Inject;
import java.util.List;
import lofi.playback.Player;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;

/// The sound devices, as they were when somebody looked last.
public final class KnownDevices {
  private final Player player;
  private List<OutputDevice> devices = List.of();

  @Inject
  KnownDevices(Player player) {
    this.player = player;
  }

  List<OutputDevice> lastKnown() {
    return devices;
  }

  /// The device that the sound goes to, by its own name also while it is still called the default.
  static String current(OutputStatus output, List<OutputDevice> devices) {
    boolean isNamed = devices.stream().anyMatch(device -> device.isCalled(output.device()));
    return isNamed || output.problem().isPresent()
        ? output.device()
        : devices.stream()
            .filter(OutputDevice::isDefault)
            .findFirst()
            .map(OutputDevice::name)
            .orElse(output.device());
  }

  /// Looks again, and runs `whenChanged` if there is something new.
  void refresh(Runnable whenChanged) {
    var _ = player.devices().thenAccept(found -> take(found, whenChanged));
  }

  private void take(List<OutputDevice> found, Runnable whenChanged) {
    if (!found.equals(devices)) {
      devices = found;
      whenChanged.run();
    }
  }
}
