package lofi.editor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lofi.json.Json;
import lofi.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/// What the RPC contract promises, as examples, and whether an answer is like its example.
final class Contract {
  /// @param given what the world is like before, in a word or two
  /// @param call the name of a method or an event
  /// @param promised the result, the data of the event, or the error object
  record Example(String given, String call, Map<?, ?> params, Kind kind, Map<?, ?> promised) {
    @Override
    public String toString() {
      return call + " " + params + " given " + given;
    }
  }

  enum Kind {
    RESULT,
    ERROR,
    EVENT
  }

  private Contract() {}

  static List<Example> examples() {
    try (InputStream file = Contract.class.getResourceAsStream("contract.json")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return ((List<?>) Objects.requireNonNull(Json.readObject(text).get("examples")))
          .stream().map(example -> example((Map<?, ?>) example)).toList();
    } catch (IOException | MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Example example(Map<?, ?> fields) {
    Kind kind =
        fields.containsKey("event")
            ? Kind.EVENT
            : fields.containsKey("error") ? Kind.ERROR : Kind.RESULT;
    return new Example(
        String.valueOf(fields.containsKey("given") ? fields.get("given") : "nothing"),
        String.valueOf(fields.get(kind == Kind.EVENT ? "event" : "method")),
        fields.get("params") instanceof Map<?, ?> params ? params : Map.of(),
        kind,
        (Map<?, ?>) Objects.requireNonNull(fields.get(kind == Kind.ERROR ? "error" : "result")));
  }

  /// Whether `actual` has the fields of `promised`, no fewer and no more, with such values.
  static boolean isLike(@Nullable Object promised, @Nullable Object actual) {
    return switch (promised) {
      case Map<?, ?> fields ->
          actual instanceof Map<?, ?> map
              && map.keySet().equals(fields.keySet())
              && fields.keySet().stream().allMatch(key -> isLike(fields.get(key), map.get(key)));
      case List<?> elements -> actual instanceof List<?> list && areLike(elements, list);
      case String placeholder when placeholder.startsWith("<") -> fits(placeholder, actual);
      case Number number ->
          actual instanceof Number other && other.doubleValue() == number.doubleValue();
      case null, default -> Objects.equals(promised, actual);
    };
  }

  private static boolean areLike(List<?> promised, List<?> actual) {
    for (int i = 0; i < promised.size() && i < actual.size(); i++) {
      if (!isLike(promised.get(i), actual.get(i))) {
        return false;
      }
    }
    return promised.size() == actual.size();
  }

  private static boolean fits(String placeholder, @Nullable Object actual) {
    return switch (placeholder) {
      case "<id>" -> actual instanceof String id && id.matches("[0-9a-f]{8}");
      case "<whole>" -> actual instanceof Long;
      case "<number>" -> actual instanceof Number;
      case "<text>" -> actual instanceof String text && !text.isBlank();
      case "<path>" -> actual instanceof String path && path.startsWith("/");
      default -> throw new IllegalArgumentException("There is no placeholder " + placeholder);
    };
  }

  /// Every way to spoil one field of it: gone, called otherwise, of another value, one too many.
  static List<Object> spoiled(Object value) {
    List<Object> all = new ArrayList<>();
    switch (value) {
      case Map<?, ?> fields -> {
        all.add(with(fields, "one too many", true));
        for (Object key : fields.keySet()) {
          Object inner = Objects.requireNonNull(fields.get(key));
          Map<Object, Object> without = with(fields, key, inner);
          without.remove(key);
          all.add(without);
          all.add(with(without, key + "_", inner));
          spoiled(inner).forEach(bad -> all.add(with(fields, key, bad)));
        }
      }
      case List<?> elements -> {
        List<Object> longer = new ArrayList<>(elements);
        longer.add("one too many");
        all.add(longer);
        for (int i = 0; i < elements.size(); i++) {
          for (Object bad : spoiled(Objects.requireNonNull(elements.get(i)))) {
            List<Object> changed = new ArrayList<>(elements);
            changed.set(i, bad);
            all.add(changed);
          }
        }
      }
      case Boolean flag -> all.add(!flag);
      default -> all.add("spoiled");
    }
    return all;
  }

  private static Map<Object, Object> with(Map<?, ?> fields, Object key, Object value) {
    Map<Object, Object> changed = new LinkedHashMap<>(fields);
    changed.put(key, value);
    return changed;
  }
}
