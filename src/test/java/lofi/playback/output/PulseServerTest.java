package lofi.playback.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PulseServerTest {
  private static final String INFO =
      """
      Server Name: PulseAudio (on PipeWire 1.2.4)
      Default Sink: alsa_output.pci
      """;

  private static final String SINKS =
      """
      Sink #48
      \tState: RUNNING
      \tName: alsa_output.usb
      \tDescription: USB Headset
      \tSample Specification: s16le 2ch 44100Hz
      \tProperties:
      \t\tdevice.form_factor = "headset"
      \tActive Port: analog-output

      Sink #51
      \tState: IDLE
      \tName: alsa_output.pci
      \tDescription: Built-in Audio: Analog Stereo
      \tSample Specification: s32le 2ch 48000Hz
      \tActive Port: analog-output-speaker
      """;

  private static final String STREAMS =
      """
      Sink Input #7
      \tSink: 51
      \tProperties:
      \t\tapplication.process.id = "4242"

      Sink Input #9
      \tSink: 48
      \tProperties:
      \t\tapplication.process.id = "42"
      """;

  private static final OutputDevice BUILT_IN =
      new OutputDevice("Built-in Audio: Analog Stereo", "alsa_output.pci", true, 48_000, false);
  private static final OutputDevice HEADSET =
      new OutputDevice("USB Headset", "alsa_output.usb", false, 44_100, true);

  private final List<String> asked = new ArrayList<>();
  private String sinks = SINKS;
  private final PulseServer server = new PulseServer(this::answer);

  @Test
  void listsSinksByTheirHumanNamesTheDefaultFirst() {
    assertEquals(List.of(BUILT_IN, HEADSET), server.devices());
  }

  @Test
  void knowsWhichDeviceAProcessReaches() {
    assertEquals(Optional.of(HEADSET), server.reachedBy(42));
    assertEquals(Optional.of(BUILT_IN), server.reachedBy(4242));
    assertEquals(Optional.empty(), server.reachedBy(4));
  }

  @Test
  void movesTheStreamsOfThatProcessOnly() {
    assertTrue(server.move(42, BUILT_IN));
    assertTrue(asked.contains("move-sink-input 9 alsa_output.pci"));
    assertFalse(asked.contains("move-sink-input 7 alsa_output.pci"));
  }

  @Test
  void saysWhenThereIsNothingToMove() {
    assertFalse(server.move(1, BUILT_IN));
  }

  @Test
  void missesADeviceThatIsGone() {
    assertFalse(server.misses(HEADSET));
    sinks = SINKS.substring(SINKS.indexOf("Sink #51"));
    assertTrue(server.misses(HEADSET));
  }

  @Test
  void missesHeadphonesWhosePlugWasPulled() {
    sinks = SINKS.replace("analog-output-speaker", "analog-output-headphones");
    OutputDevice plugged = server.devices().getFirst();
    assertFalse(server.misses(plugged));

    sinks = SINKS;
    assertTrue(server.misses(plugged));
  }

  @Test
  void knowsNothingWhereNoServerAnswers() {
    var nothing = new PulseServer(_ -> Optional.empty());

    assertEquals(List.of(), nothing.devices());
    assertEquals(Optional.empty(), nothing.reachedBy(42));
    assertEquals(Optional.empty(), nothing.serverName());
    assertFalse(nothing.misses(HEADSET));
  }

  @Test
  void namesTheMissingPackageOfTheServerThatRuns() {
    assertTrue(sentence(server.serverName()).contains("Install pipewire-alsa"));
    assertTrue(sentence(Optional.of("pulseaudio")).contains("Install libasound2-plugins"));
    assertTrue(sentence(Optional.empty()).contains("on tower"));
  }

  private static String sentence(Optional<String> soundServer) {
    return new NoDevice("tower", true, soundServer).sentence();
  }

  private Optional<String> answer(String... arguments) {
    String question = String.join(" ", arguments);
    asked.add(question);
    return switch (question) {
      case "info" -> Optional.of(INFO);
      case "list sinks" -> Optional.of(sinks);
      case "list sink-inputs" -> Optional.of(STREAMS);
      default -> question.startsWith("move-sink-input") ? Optional.of("") : Optional.empty();
    };
  }
}
