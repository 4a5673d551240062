package lofi.editor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lofi.library.TrackId;
import org.jspecify.annotations.Nullable;

/// The named parameters of one method call, each checked when it is asked for.
final class Params {
  private final Map<?, ?> values;

  private Params(Map<?, ?> values) {
    this.values = values;
  }

  /// @param arguments what came over the wire: one map, or nothing
  static Params of(List<@Nullable Object> arguments) {
    Object first = arguments.isEmpty() ? null : arguments.getFirst();
    if (first == null || isEmptyLuaTable(first)) {
      return new Params(Map.of());
    }
    if (first instanceof Map<?, ?> map) {
      return new Params(map);
    }
    throw Refusal.invalidRequest(
        "A method takes one table of named parameters, not " + first,
        "See :help lofi-api for the parameters of each method.");
  }

  /// An empty Lua table does not say whether it is a list or a map.
  private static boolean isEmptyLuaTable(Object value) {
    return value instanceof List<?> list && list.isEmpty();
  }

  /// Everything, unchecked.
  Map<?, ?> all() {
    return values;
  }

  Optional<String> text(String name) {
    return optional(name, String.class, "a text");
  }

  Optional<Boolean> flag(String name) {
    return optional(name, Boolean.class, "true or false");
  }

  OptionalDouble number(String name) {
    return optional(name, Number.class, "a number")
        .map(number -> OptionalDouble.of(number.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  OptionalLong whole(String name) {
    OptionalDouble number = number(name);
    if (number.isPresent() && number.getAsDouble() != Math.rint(number.getAsDouble())) {
      throw wrong(name, "a whole number", number.getAsDouble());
    }
    return optional(name, Number.class, "a whole number")
        .map(value -> OptionalLong.of(value.longValue()))
        .orElse(OptionalLong.empty());
  }

  Optional<List<String>> texts(String name) {
    Optional<List<?>> list =
        optional(name, List.class, "a list of texts").map(value -> (List<?>) value);
    return list.map(texts -> texts.stream().map(String::valueOf).toList());
  }

  /// A whole number within the bounds.
  int requiredWhole(String name, int min, int max) {
    double value = requiredNumber(name, min, max);
    if (value != Math.rint(value)) {
      throw wrong(name, "a whole number", value);
    }
    return (int) value;
  }

  double requiredNumber(String name, double min, double max) {
    double value = number(name).orElseThrow(() -> missing(name));
    if (!(value >= min && value <= max)) {
      throw wrong(name, "between " + min + " and " + max, value);
    }
    return value;
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  TrackId trackId() {
    return trackId(requiredText("track_id"));
  }

  Optional<TrackId> optionalTrackId() {
    return text("track_id").map(Params::trackId);
  }

  static TrackId trackId(String text) {
    if (!TrackId.isValid(text)) {
      throw new Refusal(Problem.noSuchTrack(text));
    }
    return new TrackId(text);
  }

  private <T> Optional<T> optional(String name, Class<T> type, String expected) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw wrong(name, expected, value);
    }
    return Optional.of(type.cast(value));
  }

  private static Refusal missing(String name) {
    return Refusal.invalidRequest(
        "The parameter " + name + " is missing", "See :help lofi-api for what it takes.");
  }

  private static Refusal wrong(String name, String expected, Object value) {
    return Refusal.invalidRequest(
        "The parameter " + name + " should be " + expected + ", not " + value,
        "See :help lofi-api for what it takes.");
  }
}
