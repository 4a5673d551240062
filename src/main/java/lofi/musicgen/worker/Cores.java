package lofi.musicgen.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// How many threads the model may keep busy, so that whoever types is never held up.
///
/// Two threads that share a busy core are slower than one alone, because each waits for the other
/// at every layer. So the number follows what other programs leave.
final class Cores {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final int MOST_CHOSEN = 64;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final int most;
  private final boolean isChosen;

  /// @param chosen the number that the user wants, or 0 to follow the machine
  Cores(int chosen) {
    isChosen = chosen > 0;
    most = isChosen ? Math.min(chosen, MOST_CHOSEN) : physicalCores();
  }

  /// The most that `threads` will ever answer.
  int most() {
    return most;
  }

  /// How many threads should work now, judged by the time since this was last asked.
  int threads() {
    double load = system.getCpuLoad() - system.getProcessCpuLoad();
    double others = load * Runtime.getRuntime().availableProcessors();
    return isChosen ? most : threads(most, others);
  }

  /// @param others how many processors other programs keep busy; not a number if nobody knows
  static int threads(int cores, double others) {
    double busy = Double.isNaN(others) ? 0 : Math.max(0, others);
    return Math.clamp(Math.round(cores - busy), 1, cores);
  }

  /// Two threads on one core gain nothing here, so hyper-threads do not count.
  static int physicalCores() {
    int logical = Runtime.getRuntime().availableProcessors();
    try {
      int physical = distinctCores(Files.readString(PROCESSORS));
      return physical == 0 ? logical : Math.min(physical, logical);
    } catch (IOException e) {
      return logical; // macOS has no hyper-threads any more; Windows tells only this
    }
  }

  /// Counts the pairs of `physical id` and `core id`; 0 where the kernel does not tell them.
  static int distinctCores(String processors) {
    Set<String> cores = new HashSet<>();
    String socket = "";
    for (String line : processors.lines().toList()) {
      if (line.startsWith("physical id")) {
        socket = line;
      } else if (line.startsWith("core id")) {
        cores.add(socket + line);
      }
    }
    return cores.size();
  }
}
