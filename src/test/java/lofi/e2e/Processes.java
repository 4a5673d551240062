package lofi.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// All processes that an editor started, and those that they started, wherever they hang now: they
/// have its home in their environment.
record Processes(Path home) {
  /// The two generations of the serial collector.
  private static final Pattern HEAP_USED =
      Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");

  List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(this::isOurs)
        .toList();
  }

  /// The Java host.
  List<ProcessHandle> hosts() {
    return running("lofi.app.Main");
  }

  /// The model workers.
  List<ProcessHandle> workers() {
    return running("lofi.musicgen.worker.WorkerMain");
  }

  private List<ProcessHandle> running(String mainClass) {
    return named("java").stream()
        .filter(process -> read(process, "cmdline").contains("\0" + mainClass + "\0"))
        .toList();
  }

  /// Its environment, each entry with a NUL before and behind it.
  static String environment(ProcessHandle process) {
    return "\0" + read(process, "environ");
  }

  /// What it has mapped into its memory.
  static String maps(ProcessHandle process) {
    return read(process, "maps");
  }

  /// The ones that run a program of that name.
  List<ProcessHandle> named(String program) {
    return alive().stream().filter(process -> programOf(process).equals(program)).toList();
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

  /// What a Java process keeps on its heap, with garbage collected first.
  static long heapKib(ProcessHandle process) throws Exception {
    jcmd(process, "GC.run");
    String info = jcmd(process, "GC.heap_info");
    return HEAP_USED
        .matcher(info)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  private static String jcmd(ProcessHandle process, String command) throws Exception {
    String program = System.getProperty("java.home") + "/bin/jcmd";
    var jcmd = new ProcessBuilder(program, Long.toString(process.pid()), command).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
