package lofi.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as plain Java values: `Map`, `List`, `String`, `Long`, `Double`, `Boolean`.
public final class Json {
  private static final double LARGEST_EXACT_INTEGER = 0x1p53;

  private Json() {}

  /// @param value maps, lists, text, finite numbers, booleans and `null`; anything else as its text
  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /// Reads one object and nothing after it.
  public static Map<String, Object> readObject(String text) throws MalformedJsonException {
    return readObject(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads one object and nothing after it. A member that is `null` counts as absent.
  public static Map<String, Object> readObject(byte[] utf8) throws MalformedJsonException {
    JsonReader reader = new JsonReader(utf8);
    Map<String, Object> members = reader.readObject();
    reader.expectEnd();
    return members;
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case CharSequence text -> writeText(text, out);
      case Boolean flag -> out.append(flag);
      case Double number -> writeDouble(number, out);
      case Float number -> writeDouble(number.doubleValue(), out);
      case BigDecimal number -> out.append(number.toPlainString());
      case Number integer -> out.append(integer.longValue());
      case Map<?, ?> members -> writeMembers(members, out);
      case Iterable<?> elements -> writeElements(elements, out);
      default -> writeText(value.toString(), out);
    }
  }

  private static void writeMembers(Map<?, ?> members, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(separator);
      writeText(String.valueOf(member.getKey()), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private static void writeElements(Iterable<?> elements, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object element : elements) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  /// `30` for 30.0, as a person would write it.
  private static void writeDouble(double number, StringBuilder out) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has no word for " + number);
    }
    if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT_INTEGER) {
      out.append((long) number);
    } else {
      out.append(number);
    }
  }

  private static void writeText(CharSequence text, StringBuilder out) {
    String wellFormed = wellFormed(text.toString());
    out.append('"');
    for (int i = 0; i < wellFormed.length(); i++) {
      writeCharacter(wellFormed.charAt(i), out);
    }
    out.append('"');
  }

  private static void writeCharacter(char character, StringBuilder out) {
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (character < 0x20) {
          out.append("\\u%04x".formatted((int) character));
        } else {
          out.append(character);
        }
      }
    }
  }

  /// Half of a surrogate pair becomes a question mark: no file could hold it.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
