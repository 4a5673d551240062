package lofi.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/// What the editor's side says in the handshake: the options and where things lie.
///
/// @param faders where those of the last host stood, if it crashed
/// @param logFile empty when the user wants none
record Welcome(UserSettings settings, StemGains faders, Optional<Path> logFile, Path stateFolder) {
  /// @throws IllegalArgumentException that names what does not fit
  static Welcome read(@Nullable Object answer) {
    if (answer instanceof Map<?, ?> fields
        && fields.get("config") instanceof Map<?, ?> options
        && fields.get("paths") instanceof Map<?, ?> paths
        && paths.get("state") instanceof String state) {
      return new Welcome(
          UserSettings.read(options), faders(fields), logFile(fields), Path.of(state));
    }
    throw new IllegalArgumentException("The editor's side answered something else: " + answer);
  }

  private static StemGains faders(Map<?, ?> fields) {
    StemGains faders = new StemGains();
    if (fields.get("stems") instanceof Map<?, ?> gains) {
      for (Stem stem : Stem.values()) {
        if (gains.get(stem.label()) instanceof Number gain && gain.floatValue() != 1) {
          faders.set(stem, gain.floatValue());
        }
      }
    }
    return faders;
  }

  private static Optional<Path> logFile(Map<?, ?> fields) {
    return fields.get("log_file") instanceof String file
        ? Optional.of(Path.of(file))
        : Optional.empty();
  }
}
