package lofi.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether what was found is what was expected, where the document leaves some values open.
public final class Expected {
  /// A value that only the host knows. What has the same name is the same, whatever has another
  /// name is another.
  public record Unknown(String name) {}

  /// A value that is one of these.
  public record OneOf(List<?> values) {}

  /// Stands for a field that must not be there.
  public enum Absent {
    ABSENT
  }

  private final Map<Unknown, Object> known = new HashMap<>();

  /// What stands for the value by now.
  public Object resolved(Object value) {
    return value instanceof Unknown unknown ? known.getOrDefault(unknown, unknown) : value;
  }

  /// Fields that are not expected may be there; a set may come in any order.
  public boolean fits(@Nullable Object expected, @Nullable Object actual) {
    return switch (expected) {
      case Absent _ -> actual == null;
      case Unknown unknown -> actual != null && isKnownAs(unknown, actual);
      case OneOf(var values) -> values.contains(actual);
      case Map<?, ?> fields ->
          actual instanceof Map<?, ?> map
              && fields.keySet().stream().allMatch(key -> fits(fields.get(key), map.get(key)));
      case Set<?> elements ->
          actual instanceof List<?> list
              && list.size() == elements.size()
              && elements.stream()
                  .allMatch(element -> list.stream().anyMatch(it -> fits(element, it)));
      case List<?> elements -> actual instanceof List<?> list && allFit(elements, list);
      case Number number ->
          actual instanceof Number other && other.doubleValue() == number.doubleValue();
      case null, default -> Objects.equals(expected, actual);
    };
  }

  private boolean allFit(List<?> expected, List<?> actual) {
    for (int i = 0; i < expected.size() && i < actual.size(); i++) {
      if (!fits(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return expected.size() == actual.size();
  }

  private boolean isKnownAs(Unknown unknown, Object actual) {
    if (!known.containsKey(unknown) && !known.containsValue(actual)) {
      known.put(unknown, actual);
    }
    return actual.equals(known.get(unknown));
  }
}
