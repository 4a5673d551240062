package lofi.editor;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import lofi.playback.Player;
import lofi.playback.output.OutputDevice;

/// `:Lofi device [name]`: says where the sound goes, or sends it elsewhere.
public final class DeviceCommand implements Command {
  private final Player player;
  private final UserMessages messages;

  @Inject
  DeviceCommand(Player player, UserMessages messages) {
    this.player = player;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "device";
  }

  @Override
  public void run(Arguments arguments) {
    String name = arguments.text();
    if (name.isEmpty()) {
      var _ = player.devices().thenAccept(this::tell);
    } else {
      var _ = player.selectDevice(Optional.of(name)).thenAccept(isThere -> tell(name, isThere));
    }
  }

  private void tell(List<OutputDevice> devices) {
    String current = KnownDevices.current(player.output(), devices);
    List<String> others =
        devices.stream().map(OutputDevice::name).filter(name -> !name.equals(current)).toList();
    messages.tell(
        "Device: " + current + (others.isEmpty() ? "" : "; also " + String.join(", ", others)));
  }

  private void tell(String name, boolean isThere) {
    if (isThere) {
      messages.tell("Device: " + player.output().device());
    } else {
      var _ =
          player
              .devices()
              .thenAccept(devices -> messages.tell(Problem.noSuchDevice(name, devices)));
    }
  }
}
