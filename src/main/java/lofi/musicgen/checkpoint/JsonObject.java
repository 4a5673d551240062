package lofi.musicgen.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A JSON object whose members are asked for by name and kind.
///
/// A member that is missing or of another kind throws [MalformedFileException] with its name.
public record JsonObject(Map<String, Json> members) implements Json {
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
    JsonReader reader = new JsonReader(utf8);
    Json value = reader.readValue();
    reader.expectEnd();
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new MalformedFileException("The file holds no JSON object");
  }

  /// Whether the member is there and not null.
  public boolean has(String name) {
    Json value = members.get(name);
    return value != null && !(value instanceof Json.Null);
  }

  public JsonObject object(String name) {
    if (member(name) instanceof JsonObject object) {
      return object;
    }
    throw wrong(name, "an object");
  }

  public List<Json> array(String name) {
    if (member(name) instanceof Json.Array(var items)) {
      return items;
    }
    throw wrong(name, "an array");
  }

  public String text(String name) {
    if (member(name) instanceof Json.Text(var value)) {
      return value;
    }
    throw wrong(name, "a text");
  }

  public String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  public double real(String name) {
    if (member(name) instanceof Json.Real(var value)) {
      return value;
    }
    throw wrong(name, "a number");
  }

  public double real(String name, double otherwise) {
    return has(name) ? real(name) : otherwise;
  }

  public int integer(String name) {
    double value = real(name);
    if (value == (int) value) {
      return (int) value;
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
    if (member(name) instanceof Json.Flag(var value)) {
      return value;
    }
    throw wrong(name, "true or false");
  }

  private Json member(String name) {
    Json value = members.get(name);
    if (value == null) {
      throw wrong(name, "there");
    }
    return value;
  }

  private static MalformedFileException wrong(String name, String expected) {
    return new MalformedFileException("\"" + name + "\" is not " + expected);
  }
}
