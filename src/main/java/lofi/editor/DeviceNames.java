package lofi.editor;

import jakarta.inject.Inject;
import java.util.List;
import lofi.playback.Player;
import lofi.playback.output.OutputDevice;

/// The names of the sound devices, as they were when somebody looked last.
public final class DeviceNames {
  private final Player player;
  private List<String> names = List.of();

  @Inject
  DeviceNames(Player player) {
    this.player = player;
  }

  List<String> lastKnown() {
    return names;
  }

  /// Looks again, and runs `whenChanged` if there is something new.
  void refresh(Runnable whenChanged) {
    var _ = player.devices().thenAccept(devices -> take(devices, whenChanged));
  }

  private void take(List<OutputDevice> devices, Runnable whenChanged) {
    List<String> found = devices.stream().map(OutputDevice::name).distinct().toList();
    if (!found.equals(names)) {
      names = found;
      whenChanged.run();
    }
  }
}
