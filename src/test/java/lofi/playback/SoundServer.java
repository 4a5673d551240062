package lofi.playback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A private PulseAudio with two sound cards made of software, which may be killed and come back.
final class SoundServer implements AutoCloseable {
  private final Path folder;
  private Process process;

  private SoundServer(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.process = start();
  }

  /// @param folder short, private and empty: the server puts its socket there
  static SoundServer in(Path folder) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("alsa.conf"),
        """
        pcm_type.pulse { lib "%1$s/libasound_module_pcm_pulse.so" }
        ctl_type.pulse { lib "%1$s/libasound_module_ctl_pulse.so" }
        pcm.default { type pulse }
        ctl.default { type pulse }
        """
            .formatted(alsaPlugins().orElseThrow()));
    return new SoundServer(folder);
  }

  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/pulseaudio")) && alsaPlugins().isPresent();
  }

  /// What leads a program to this server and to no other.
  Map<String, String> environment() {
    return Map.of(
        "XDG_RUNTIME_DIR", folder.toString(),
        "PULSE_RUNTIME_PATH", folder.toString(),
        "PULSE_STATE_PATH", folder.toString(),
        "PULSE_SERVER", "unix:" + folder.resolve("native"),
        "PULSE_COOKIE", folder.resolve("cookie").toString(),
        "ALSA_CONFIG_PATH", folder.resolve("alsa.conf").toString());
  }

  Process run(String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment());
    return builder.start();
  }

  String answerOf(String... command) throws IOException {
    try (var answer = run(command).getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Lets it hang, or go on.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void comeBack() throws IOException, InterruptedException {
    process = start();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Process start() throws IOException, InterruptedException {
    Process started =
        run(
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
            "--disable-shm=yes",
            "-L",
            "module-native-protocol-unix auth-anonymous=1 socket=" + folder.resolve("native"),
            "-L",
            "module-null-sink sink_name=lofi_a rate=48000 " + sink("Lofi-A"),
            "-L",
            "module-null-sink sink_name=lofi_b rate=44100 " + sink("Lofi-B"));
    while (run("pactl", "set-default-sink", "lofi_a").waitFor() != 0) {
      if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IOException("The sound server ended with " + started.exitValue());
      }
    }
    return started;
  }

  /// Without `norewinds`, recordings lose frames around pauses.
  private static String sink(String name) {
    return "channels=2 format=float32le norewinds=1 sink_properties=device.description=" + name;
  }

  private static Optional<Path> alsaPlugins() {
    return List.of("x86_64-linux-gnu", "aarch64-linux-gnu", "").stream()
        .map(machine -> Path.of("/usr/lib", machine, "alsa-lib"))
        .filter(path -> Files.exists(path.resolve("libasound_module_pcm_pulse.so")))
        .findFirst();
  }
}
