package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import org.junit.jupiter.api.Test;

class KnownDevicesTest {
  private static final List<OutputDevice> DEVICES =
      List.of(
          new OutputDevice("HDMI Audio", "sink1", false, 48_000, false),
          new OutputDevice("Built-in Output", "sink2", true, 44_100, false));

  @Test
  void theDeviceThatSoundsIsCalledByItsName() {
    assertEquals("HDMI Audio", KnownDevices.current(status("HDMI Audio", ""), DEVICES));
  }

  @Test
  void theDefaultIsCalledByTheNameOfItsDevice() {
    assertEquals("Built-in Output", KnownDevices.current(status("default", ""), DEVICES));
  }

  @Test
  void whatIsNotThereKeepsTheNameThatItHas() {
    assertEquals("none", KnownDevices.current(status("none", "There is no device"), DEVICES));
    assertEquals("default", KnownDevices.current(status("default", ""), List.of()));
  }

  private static OutputStatus status(String device, String problem) {
    return new OutputStatus(
        device, 48_000, true, Optional.of(problem).filter(text -> !text.isEmpty()));
  }
}
