package lofi.playback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lofi.playback.PlaybackSettings.OnDeviceLoss;

/// The player in a process of its own, driven through its standard input.
final class DrivenPlayer implements AutoCloseable {
  private final Process process;
  private final Writer input;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  DrivenPlayer(SoundServer server) throws IOException, InterruptedException {
    this(server, OnDeviceLoss.PAUSE);
  }

  DrivenPlayer(SoundServer server, OnDeviceLoss onDeviceLoss)
      throws IOException, InterruptedException {
    process =
        server.run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            PlayerDemo.class.getName(),
            onDeviceLoss.name());
    input = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().start(this::readLines);
    waitFor("ready");
  }

  void say(String command) throws IOException {
    input.write(command + "\n");
    input.flush();
  }

  void endInput() throws IOException {
    input.close();
  }

  /// The next line that begins so; those before it are dropped.
  String waitFor(String beginning) throws InterruptedException {
    List<String> others = new ArrayList<>();
    for (String line = next(); line != null; line = next()) {
      if (line.startsWith(beginning)) {
        return line;
      }
      others.add(line);
    }
    throw new AssertionError("Waited for '" + beginning + "', but heard " + others);
  }

  long ask(String number) throws IOException, InterruptedException {
    say(number);
    return Long.parseLong(waitFor(number + " ").substring(number.length() + 1));
  }

  /// Stops or continues the whole process, as closing a laptop would.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /// Processor time since the start.
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1_024;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    input.close();
    process.destroyForcibly();
  }

  private String next() throws InterruptedException {
    return lines.poll(15, TimeUnit.SECONDS);
  }

  private void readLines() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add("gone " + e);
    }
  }
}
