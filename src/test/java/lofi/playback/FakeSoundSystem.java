package lofi.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import lofi.playback.output.SoundSystem;

/// A machine whose devices the test plugs and pulls.
final class FakeSoundSystem implements SoundSystem {
  static final OutputDevice SPEAKERS = new OutputDevice("Speakers", "sink_1", true, 48_000, false);
  static final OutputDevice HEADSET = new OutputDevice("Headset", "sink_2", false, 44_100, true);

  static final String NOT_FOUND = "There is no such device.";

  private static final int CAPACITY_FRAMES = 2 * AudioLoop.BLOCK_FRAMES;

  private final List<OutputDevice> devices = new ArrayList<>(List.of(SPEAKERS));
  private FakeOutput output = new FakeOutput(CAPACITY_FRAMES);
  private Optional<OutputDevice> reached = Optional.empty();
  private int timesAsked;

  /// What was opened last.
  FakeOutput output() {
    return output;
  }

  int timesAsked() {
    return timesAsked;
  }

  void plug(OutputDevice device) {
    devices.add(device);
  }

  /// What played on it goes to whatever is left, as a sound server does it.
  void pull(OutputDevice device) {
    devices.remove(device);
    reached = reached.flatMap(_ -> devices.stream().findFirst());
    if (devices.isEmpty()) {
      output.breakDown();
    }
  }

  @Override
  public Opening open(Optional<String> deviceName, int bufferMillis) {
    timesAsked++;
    if (devices.isEmpty()) {
      return new Opening.Refused(
          new OutputStatus("none", 48_000, false, Optional.of("No sound device.")));
    }
    output = new FakeOutput(CAPACITY_FRAMES);
    Optional<OutputDevice> wanted =
        deviceName.flatMap(name -> devices.stream().filter(d -> d.isCalled(name)).findFirst());
    OutputDevice device = wanted.orElse(devices.getFirst());
    reached = Optional.of(device);
    return new Opening.Opened(
        output,
        new OutputStatus(
            device.name(),
            device.sampleRate(),
            true,
            deviceName.isPresent() && wanted.isEmpty() ? Optional.of(NOT_FOUND) : Optional.empty()),
        wanted);
  }

  @Override
  public List<OutputDevice> devices() {
    return List.copyOf(devices);
  }

  @Override
  public Optional<OutputDevice> reached() {
    return reached;
  }

  @Override
  public boolean misses(OutputDevice device) {
    return !devices.contains(device);
  }

  @Override
  public boolean move(OutputDevice device) {
    reached = Optional.of(device);
    return true;
  }
}
