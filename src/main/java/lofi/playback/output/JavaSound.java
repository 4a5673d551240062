package lofi.playback.output;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/// The sound system of this machine through `javax.sound.sampled`.
///
/// On Linux that knows one device, `default`; the others come from the sound server, which moves
/// our stream to whichever is wanted.
public final class JavaSound implements SoundSystem {
  private static final int SAMPLE_RATE = 48_000;

  private final PulseServer pulse;
  private final long processId = ProcessHandle.current().pid();

  public JavaSound() {
    this(new PulseServer(Pactl.installed()));
  }

  JavaSound(PulseServer pulse) {
    this.pulse = pulse;
  }

  /// Loads what the first `open` needs, on a thread of its own: half of its time goes there.
  public static void warmUp(ThreadFactory threads) {
    threads.newThread(JavaSound::findDefaultLine).start();
  }

  @Override
  public Opening open(Optional<String> deviceName, int bufferMillis) {
    Optional<OutputDevice> device = deviceName.flatMap(this::find);
    try {
      var output = JavaSoundOutput.open(lineFor(device), SAMPLE_RATE, bufferMillis);
      device.ifPresent(wanted -> bring(output, wanted));
      return new Opening.Opened(output, opened(deviceName, device), device);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      return new Opening.Refused(statusWithout(NoDevice.here(pulse.serverName())));
    }
  }

  @Override
  public List<OutputDevice> devices() {
    List<OutputDevice> fromServer = pulse.devices();
    return fromServer.isEmpty() ? mixers() : fromServer;
  }

  @Override
  public Optional<OutputDevice> reached() {
    return pulse.reachedBy(processId);
  }

  @Override
  public boolean misses(OutputDevice device) {
    return pulse.misses(device);
  }

  @Override
  public boolean move(OutputDevice device) {
    return pulse.move(processId, device);
  }

  /// A sound server knows no device that a program could open by name; it moves streams.
  private void bring(JavaSoundOutput output, OutputDevice device) {
    output.announce();
    move(device);
  }

  private Optional<OutputDevice> find(String name) {
    return devices().stream().filter(device -> device.isCalled(name)).findFirst();
  }

  private static OutputStatus opened(Optional<String> wanted, Optional<OutputDevice> found) {
    Optional<String> problem =
        wanted
            .filter(_ -> found.isEmpty())
            .map(name ->
                "There is no sound device called \"" + name + "\", so the default one plays.");
    String name = found.map(OutputDevice::name).orElse("default");
    int sampleRate = found.map(OutputDevice::sampleRate).orElse(SAMPLE_RATE);
    return new OutputStatus(name, sampleRate, true, problem);
  }

  private static OutputStatus statusWithout(NoDevice reason) {
    return new OutputStatus("none", SAMPLE_RATE, false, Optional.of(reason.sentence()));
  }

  private static SourceDataLine lineFor(Optional<OutputDevice> device)
      throws LineUnavailableException {
    Optional<Mixer.Info> mixer =
        device.flatMap(wanted -> mixerInfos().filter(info -> isIt(info, wanted)).findFirst());
    return mixer.isPresent()
        ? AudioSystem.getSourceDataLine(JavaSoundOutput.format(SAMPLE_RATE), mixer.get())
        : defaultLine();
  }

  private static SourceDataLine defaultLine() throws LineUnavailableException {
    return AudioSystem.getSourceDataLine(JavaSoundOutput.format(SAMPLE_RATE));
  }

  private static void findDefaultLine() {
    try {
      var _ = defaultLine();
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      // The first `open` meets the same and tells the user.
    }
  }

  /// What Java Sound itself can name, where no sound server answers `pactl`.
  private static List<OutputDevice> mixers() {
    return mixerInfos().map(JavaSound::deviceOf).toList();
  }

  private static Stream<Mixer.Info> mixerInfos() {
    var line = new DataLine.Info(SourceDataLine.class, JavaSoundOutput.format(SAMPLE_RATE));
    return Arrays.stream(AudioSystem.getMixerInfo())
        .filter(info -> AudioSystem.getMixer(info).isLineSupported(line));
  }

  private static boolean isIt(Mixer.Info info, OutputDevice device) {
    return info.getName().equals(device.id());
  }

  private static OutputDevice deviceOf(Mixer.Info info) {
    boolean isDefault = info.getName().startsWith("default");
    return new OutputDevice(info.getName(), info.getName(), isDefault, SAMPLE_RATE, false);
  }
}
