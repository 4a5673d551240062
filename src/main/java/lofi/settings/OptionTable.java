package lofi.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A table of the user's options as it came from the editor: `playback`, `cache` and so on.
///
/// The editor's side holds every default and has checked every type, so a key that is missing or of
/// another type means that the two sides do not fit together. Each such failure names its key.
final class OptionTable {
  private final String path;
  private final Map<?, ?> values;

  private OptionTable(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  static OptionTable of(Map<?, ?> values) {
    return new OptionTable("", values);
  }

  OptionTable table(String key) {
    Object value = values.get(key);
    // An empty Lua table may arrive as an empty list.
    if (value instanceof List<?> list && list.isEmpty()) {
      return new OptionTable(pathOf(key), Map.of());
    }
    return new OptionTable(pathOf(key), required(key, Map.class, "a table"));
  }

  boolean flag(String key) {
    return required(key, Boolean.class, "true or false");
  }

  String text(String key) {
    return required(key, String.class, "a text");
  }

  Optional<String> optionalText(String key) {
    return isAbsent(key) ? Optional.empty() : Optional.of(text(key));
  }

  double decimal(String key) {
    return required(key, Number.class, "a number").doubleValue();
  }

  int whole(String key) {
    double value = decimal(key);
    if (value != (int) value) {
      throw new IllegalArgumentException(
          "The option " + pathOf(key) + " should be a whole number, not " + value);
    }
    return (int) value;
  }

  OptionalInt optionalWhole(String key) {
    return isAbsent(key) ? OptionalInt.empty() : OptionalInt.of(whole(key));
  }

  OptionalLong optionalLong(String key) {
    return isAbsent(key)
        ? OptionalLong.empty()
        : OptionalLong.of(required(key, Number.class, "a number").longValue());
  }

  Duration seconds(String key) {
    return Duration.ofMillis(Math.round(decimal(key) * 1000));
  }

  List<String> texts(String key) {
    Object value = values.get(key);
    // An empty Lua table may arrive as an empty map.
    if (value instanceof Map<?, ?> map && map.isEmpty()) {
      return List.of();
    }
    List<?> list = required(key, List.class, "a list of texts");
    return list.stream().map(String::valueOf).toList();
  }

  /// Whether the user left the option out or switched it off with `false`.
  boolean isAbsent(String key) {
    Object value = values.get(key);
    return value == null || Boolean.FALSE.equals(value);
  }

  private <T> T required(String key, Class<T> type, String expected) {
    @Nullable Object value = values.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "The option " + pathOf(key) + " should be " + expected + ", not " + value);
    }
    return type.cast(value);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
