package lofi.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as plain Java values: `Map`, `List`, `String`, `Long`, `Double`, `Boolean`.
///
/// Small on purpose: a sidecar must be read within the first moments of the host, long before a
/// JSON library would have loaded its classes. A member that is `null` counts as absent.
public final class Json {
  private static final int MAX_DEPTH = 16;
  private static final double LARGEST_EXACT_INTEGER = 0x1p53;

  /// The text is not JSON, or not what its reader expects.
  public static final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String message) {
      super(message);
    }
  }

  private Json() {}

  /// @param value maps with text keys, lists, text, finite numbers, booleans and `null`
  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /// Reads one object and nothing after it.
  public static Map<String, Object> readObject(String text) throws MalformedJsonException {
    return new Reader(text).wholeObject();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case CharSequence text -> writeText(text, out);
      case Boolean flag -> out.append(flag);
      case Double number -> writeDouble(number, out);
      case Float number -> writeDouble(number.doubleValue(), out);
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
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      writeCharacter(text.charAt(i), out);
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
        if (character < 0x20 || Character.isSurrogate(character)) {
          out.append("\\u%04x".formatted((int) character));
        } else {
          out.append(character);
        }
      }
    }
  }

  /// Walks over the text once.
  private static final class Reader {
    private final String text;
    private int at;
    private int depth;

    Reader(String text) {
      this.text = text;
    }

    Map<String, Object> wholeObject() throws MalformedJsonException {
      skipSpace();
      Map<String, Object> members = object();
      skipSpace();
      if (at < text.length()) {
        throw expected("the end");
      }
      return members;
    }

    private @Nullable Object value() throws MalformedJsonException {
      return switch (peek()) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        case 't' -> word("true", true);
        case 'f' -> word("false", false);
        case 'n' -> word("null", null);
        default -> number();
      };
    }

    private Map<String, Object> object() throws MalformedJsonException {
      enter('{');
      Map<String, Object> members = new LinkedHashMap<>();
      if (!closes('}')) {
        do {
          skipSpace();
          String name = string();
          skipSpace();
          take(':');
          skipSpace();
          Object member = value();
          if (member != null) {
            members.put(name, member);
          }
        } while (goesOn('}'));
      }
      depth--;
      return members;
    }

    private List<Object> array() throws MalformedJsonException {
      enter('[');
      List<Object> elements = new ArrayList<>();
      if (!closes(']')) {
        do {
          skipSpace();
          Object element = value();
          if (element == null) {
            throw expected("a value that is not null in a list");
          }
          elements.add(element);
        } while (goesOn(']'));
      }
      depth--;
      return elements;
    }

    private void enter(char opening) throws MalformedJsonException {
      take(opening);
      if (++depth > MAX_DEPTH) {
        throw expected("at most " + MAX_DEPTH + " levels");
      }
    }

    private boolean closes(char closing) throws MalformedJsonException {
      skipSpace();
      if (peek() != closing) {
        return false;
      }
      at++;
      return true;
    }

    private boolean goesOn(char closing) throws MalformedJsonException {
      if (closes(closing)) {
        return false;
      }
      take(',');
      return true;
    }

    private String string() throws MalformedJsonException {
      take('"');
      StringBuilder read = new StringBuilder();
      while (peek() != '"') {
        char character = text.charAt(at++);
        if (character < 0x20) {
          throw expected("no control character in a text");
        }
        read.append(character == '\\' ? escaped() : character);
      }
      at++;
      return read.toString();
    }

    private char escaped() throws MalformedJsonException {
      char character = peek();
      at++;
      return switch (character) {
        case '"', '\\', '/' -> character;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> unicode();
        default -> throw expected("an escape");
      };
    }

    private char unicode() throws MalformedJsonException {
      int code = 0;
      for (int i = 0; i < 4; i++) {
        int digit = Character.digit(peek(), 16);
        if (digit < 0) {
          throw expected("a hexadecimal digit");
        }
        code = code * 16 + digit;
        at++;
      }
      return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object meaning)
        throws MalformedJsonException {
      if (!text.startsWith(word, at)) {
        throw expected(word);
      }
      at += word.length();
      return meaning;
    }

    private Object number() throws MalformedJsonException {
      int start = at;
      skipIf('-');
      if (!skipIf('0')) {
        digits();
      }
      boolean isInteger = true;
      if (skipIf('.')) {
        isInteger = false;
        digits();
      }
      if (skipIf('e') || skipIf('E')) {
        isInteger = false;
        if (!skipIf('+')) {
          skipIf('-');
        }
        digits();
      }
      return parsed(text.substring(start, at), isInteger);
    }

    private static Object parsed(String digits, boolean isInteger) {
      if (isInteger && digits.length() <= 20) {
        try {
          return Long.valueOf(digits);
        } catch (NumberFormatException tooLarge) {
          return Double.valueOf(digits);
        }
      }
      return Double.valueOf(digits);
    }

    private void digits() throws MalformedJsonException {
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start) {
        throw expected("a value");
      }
    }

    private boolean skipIf(char character) {
      if (at < text.length() && text.charAt(at) == character) {
        at++;
        return true;
      }
      return false;
    }

    private void take(char character) throws MalformedJsonException {
      if (peek() != character) {
        throw expected("'" + character + "'");
      }
      at++;
    }

    private char peek() throws MalformedJsonException {
      if (at >= text.length()) {
        throw expected("more text");
      }
      return text.charAt(at);
    }

    private void skipSpace() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private MalformedJsonException expected(String what) {
      return new MalformedJsonException("Expected " + what + " at character " + at);
    }
  }
}
