package lofi.musicgen.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lofi.json.Json;
import lofi.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/// A JSON object whose members are asked for by name and kind.
///
/// A member that is missing or of another kind throws [MalformedFileException] with its name.
public record JsonObject(Map<String, Object> members) {
  /// Far above any configuration or index, and far below what memory has room for.
  private static final int LARGEST_FILE = 64 << 20;

  /// Reads a file that holds one JSON object.
  public static JsonObject read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] utf8 = in.readNBytes(LARGEST_FILE + 1);
      if (utf8.length > LARGEST_FILE) {
        throw new MalformedFileException(file.getFileName() + " is too large for a description");
      }
      return parse(utf8);
    }
  }

  public static JsonObject parse(byte[] utf8) {
    try {
      return new JsonObject(Json.readObject(utf8));
    } catch (MalformedJsonException e) {
      throw new MalformedFileException(String.valueOf(e.getMessage()));
    }
  }

  /// Whether the member is there and not null.
  public boolean has(String name) {
    return members.containsKey(name);
  }

  public JsonObject object(String name) {
    return object(name, member(name));
  }

  private static JsonObject object(String name, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((key, member) -> members.put((String) key, member));
    return new JsonObject(members);
  }

  public List<?> array(String name) {
    if (member(name) instanceof List<?> items) {
      return items;
    }
    throw wrong(name, "an array");
  }

  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : array(name)) {
      objects.add(object(name, item));
    }
    return objects;
  }

  /// Whole numbers of the size of an `int`.
  public int[] integers(String name) {
    return array(name).stream().mapToInt(item -> integer(name, item)).toArray();
  }

  public String text(String name) {
    if (member(name) instanceof String value) {
      return value;
    }
    throw wrong(name, "a text");
  }

  public String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  public double real(String name) {
    if (member(name) instanceof Number value) {
      return value.doubleValue();
    }
    throw wrong(name, "a number");
  }

  public double real(String name, double otherwise) {
    return has(name) ? real(name) : otherwise;
  }

  public int integer(String name) {
    return integer(name, member(name));
  }

  private static int integer(String name, @Nullable Object value) {
    if (value instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw wrong(name, "a whole number");
  }

  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  public boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (member(name) instanceof Boolean value) {
      return value;
    }
    throw wrong(name, "true or false");
  }

  private Object member(String name) {
    Object value = members.get(name);
    if (value == null) {
      throw wrong(name, "there");
    }
    return value;
  }

  private static MalformedFileException wrong(String name, String expected) {
    return new MalformedFileException("\"" + name + "\" is not " + expected);
  }
}
