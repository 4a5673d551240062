package lofi.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model's folder held when it was installed: one line a file, as `sha256sum` writes it.
///
/// `sha256sum -c weights.lock` checks a model without us.
final class LockFile {
  static final String NAME = "weights.lock";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  /// @param path below the model's folder
  record Entry(String path, String sha256) {}

  private LockFile() {}

  static void write(Path folder, List<Entry> entries) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Entry entry : entries) {
      lines.add(entry.sha256() + "  " + entry.path());
    }
    Files.write(folder.resolve(NAME), lines);
  }

  /// The entries, or none where there is no lock file.
  ///
  /// @throws WeightsException if a line is none, or leads out of the folder
  static List<Entry> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    List<Entry> entries = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file)) {
        entries.add(entry(folder, line));
      }
    }
    return entries;
  }

  private static Entry entry(Path folder, String line) throws WeightsException {
    Matcher parts = LINE.matcher(line);
    boolean isEntry = parts.matches();
    if (!isEntry || !folder.resolve(parts.group(2)).normalize().startsWith(folder.normalize())) {
      throw new WeightsException(
          NAME + " in " + folder + " is damaged", "Remove the model and install it again.");
    }
    return new Entry(parts.group(2), parts.group(1));
  }
}
