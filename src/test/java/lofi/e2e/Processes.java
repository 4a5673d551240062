package lofi.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// All processes that an editor started, and those that they started, wherever they hang now: they
/// have its home in their environment.
record Processes(Path home) {

  List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(this::isOurs)
        .toList();
  }

  /// The Java host.
  List<ProcessHandle> hosts() {
    return alive().stream().filter(process -> programOf(process).equals("java")).toList();
  }

  /// Whether all are gone; waits until they are.
  boolean areGone(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!alive().isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(Duration.ofMillis(10));
    }
    return true;
  }

  void killAll() {
    alive().forEach(ProcessHandle::destroyForcibly);
  }

  static long residentKib(ProcessHandle process) throws IOException {
    return Files.readAllLines(proc(process, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  private boolean isOurs(ProcessHandle process) {
    return read(process, "environ").contains("\0HOME=" + home + "\0")
        || read(process, "environ").startsWith("HOME=" + home + "\0");
  }

  private static String programOf(ProcessHandle process) {
    return read(process, "comm").strip();
  }

  /// Empty for a process that is gone, a zombie, or not ours to look at.
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(proc(process, file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static Path proc(ProcessHandle process, String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }
}
