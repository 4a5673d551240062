package lofi.library;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a file that is not whole yet: `a1b2c3d4.wav.4711.tmp`, 4711 being its owner.
///
/// A process that dies while it writes leaves such a file; its owner's number tells the next start
/// that nobody will finish it.
record TemporaryName(String finalName, long ownerPid) {
  private static final Pattern SHAPE =
      Pattern.compile("((?:[0-9a-f]{8}|opening-[-0-9a-f]+)\\.[0-9a-z]+)\\.(\\d{1,18})\\.tmp");

  static TemporaryName of(String finalName) {
    return new TemporaryName(finalName, ProcessHandle.current().pid());
  }

  static Optional<TemporaryName> parse(String fileName) {
    Matcher matcher = SHAPE.matcher(fileName);
    return matcher.matches()
        ? Optional.of(new TemporaryName(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  Path in(Path folder) {
    return folder.resolve(finalName + "." + ownerPid + ".tmp");
  }

  boolean isAbandoned() {
    return ProcessHandle.of(ownerPid).isEmpty();
  }
}
