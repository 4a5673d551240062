package lofi.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lofi.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/// What the editor's side says in the handshake: the options and where things lie.
///
/// @param logFile empty when the user wants none
record Welcome(UserSettings settings, Optional<Path> logFile, Path stateFolder) {
  /// @throws IllegalArgumentException that names what does not fit
  static Welcome read(@Nullable Object answer) {
    if (answer instanceof Map<?, ?> fields
        && fields.get("config") instanceof Map<?, ?> options
        && fields.get("paths") instanceof Map<?, ?> paths
        && paths.get("state") instanceof String state) {
      return new Welcome(UserSettings.read(options), logFile(fields), Path.of(state));
    }
    throw new IllegalArgumentException("The editor's side answered something else: " + answer);
  }

  private static Optional<Path> logFile(Map<?, ?> fields) {
    return fields.get("log_file") instanceof String file
        ? Optional.of(Path.of(file))
        : Optional.empty();
  }
}
