package lofi.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads strict JSON (RFC 8259), either whole or as a stream of values for large files.
///
/// Duplicate names, trailing commas, deep nesting, numbers that no double can hold and anything
/// after the value are refused. Why it is no library's: `doc/decisions/0006`.
public final class JsonReader {
  private static final int DEEPEST = 64;

  /// Digits that a `long` has room for.
  private static final int MOST_DIGITS = 18;

  private static final double[] POWERS_OF_TEN = powersOfTen();

  private final byte[] utf8;
  private int at;
  private int depth;
  private long objects; // one bit a level: whether that level is an object
  private boolean justOpened;

  private long mantissa;

  public JsonReader(byte[] utf8) {
    this.utf8 = utf8;
  }

  private static double[] powersOfTen() {
    double[] powers = new double[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10; // exact up to 10²²
    }
    return powers;
  }

  /// Enters an array; then call [#hasNext] before each item.
  public void beginArray() throws MalformedJsonException {
    open('[');
  }

  /// Enters an object; then call [#hasNext] before each [#nextName].
  public void beginObject() throws MalformedJsonException {
    open('{');
  }

  private void open(char bracket) throws MalformedJsonException {
    expect(bracket);
    if (++depth > DEEPEST) {
      throw malformed("nesting deeper than " + DEEPEST);
    }
    objects = objects << 1 | (bracket == '{' ? 1 : 0);
    justOpened = true;
  }

  /// Whether the array or object has one more item; leaves it when there is none.
  public boolean hasNext() throws MalformedJsonException {
    if (peek() == ((objects & 1) == 1 ? '}' : ']')) {
      leave();
      return false;
    }
    if (!justOpened) {
      expect(',');
    }
    justOpened = false;
    return true;
  }

  private void leave() {
    at++;
    depth--;
    objects >>>= 1;
    justOpened = false;
  }

  public String nextName() throws MalformedJsonException {
    String name = nextText();
    expect(':');
    return name;
  }

  public String nextText() throws MalformedJsonException {
    expect('"');
    String plain = run();
    if (take('"')) {
      return plain;
    }
    StringBuilder text = new StringBuilder(plain);
    while (!take('"')) {
      text.append(take('\\') ? String.valueOf(escape()) : run());
    }
    return text.toString();
  }

  /// Passes the next text on as bytes, which saves making a String of it.
  public void nextUtf8(Utf8Consumer consumer) throws MalformedJsonException {
    expect('"');
    int from = at;
    skipPlain();
    if (take('"')) {
      consumer.accept(utf8, from, at - 1);
    } else {
      at = from - 1;
      byte[] text = nextText().getBytes(StandardCharsets.UTF_8);
      consumer.accept(text, 0, text.length);
    }
  }

  /// Takes `utf8[from … to)`.
  public interface Utf8Consumer {
    void accept(byte[] utf8, int from, int to);
  }

  /// Characters up to the next quote or backslash.
  private String run() throws MalformedJsonException {
    int from = at;
    skipPlain();
    return new String(utf8, from, at - from, StandardCharsets.UTF_8);
  }

  private void skipPlain() throws MalformedJsonException {
    int to = at; // a local variable: in a program that has just started a field costs twice as much
    while (to < utf8.length && utf8[to] != '"' && utf8[to] != '\\') {
      if (utf8[to] >= 0 && utf8[to] < ' ') {
        throw malformed("a control character in a text");
      }
      to++;
    }
    at = to;
    if (at == utf8.length) {
      throw malformed("a text without an end");
    }
  }

  private char escape() throws MalformedJsonException {
    int letter = at < utf8.length ? utf8[at++] : -1;
    return switch (letter) {
      case '"', '\\', '/' -> (char) letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed("an unknown escape");
    };
  }

  private char unicode() throws MalformedJsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < utf8.length ? Character.digit(utf8[at++], 16) : -1;
      if (digit < 0) {
        throw malformed("a broken \\u escape");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /// A number, within one unit of its last place; whole numbers below 2⁵³ are exact.
  ///
  /// `Double.parseDouble` is exact, and much too slow for a vocabulary in a program that has just
  /// started; it serves the numbers that are too long for a `long`, and those with an exponent.
  public double nextNumber() throws MalformedJsonException {
    peek();
    int from = at;
    boolean isNegative = take('-');
    mantissa = 0;
    int whole = take('0') ? 1 : digits();
    int fraction = take('.') ? digits() : 0;
    if (whole + fraction > MOST_DIGITS || takeExponent()) {
      return finite(Double.parseDouble(written(from)));
    }
    double value = mantissa / POWERS_OF_TEN[fraction];
    return isNegative ? -value : value;
  }

  /// Adds digits to the mantissa, which is of use only while it has few enough of them.
  private int digits() throws MalformedJsonException {
    int from = at;
    int to = from;
    long value = mantissa;
    while (to < utf8.length && utf8[to] >= '0' && utf8[to] <= '9') {
      value = value * 10 + utf8[to++] - '0';
    }
    if (to == from) {
      throw malformed("a broken number");
    }
    mantissa = value;
    at = to;
    return to - from;
  }

  private boolean takeExponent() throws MalformedJsonException {
    boolean there = take('e') || take('E');
    if (there) {
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    return there;
  }

  /// Reads whatever comes next, with all that is inside.
  public @Nullable Object readValue() throws MalformedJsonException {
    return switch (peek()) {
      case '{' -> readObject();
      case '[' -> readArray();
      case '"' -> nextText();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  /// Reads an object with all that is inside. A member that is `null` counts as absent.
  public Map<String, Object> readObject() throws MalformedJsonException {
    Map<String, Object> members = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    beginObject();
    while (hasNext()) {
      String name = nextName();
      if (!names.add(name)) {
        throw malformed("\"" + name + "\" twice");
      }
      Object value = readValue();
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private List<@Nullable Object> readArray() throws MalformedJsonException {
    List<@Nullable Object> items = new ArrayList<>();
    beginArray();
    while (hasNext()) {
      items.add(readValue());
    }
    return items;
  }

  /// A `Long` where one can hold it, else the nearest `Double`.
  private Object number() throws MalformedJsonException {
    int from = at;
    nextNumber();
    String written = written(from);
    try {
      return Long.valueOf(written);
    } catch (NumberFormatException noLong) {
      return Double.parseDouble(written);
    }
  }

  private double finite(double value) throws MalformedJsonException {
    if (Double.isInfinite(value)) {
      throw malformed("a number that is too large");
    }
    return value;
  }

  private String written(int from) {
    return new String(utf8, from, at - from, StandardCharsets.ISO_8859_1);
  }

  private @Nullable Object word(String word, @Nullable Object meaning)
      throws MalformedJsonException {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        throw malformed("an unknown word");
      }
    }
    return meaning;
  }

  /// Refuses anything but white space from here on.
  public void expectEnd() throws MalformedJsonException {
    if (peek() >= 0) {
      throw malformed("something after the end");
    }
  }

  private void expect(char wanted) throws MalformedJsonException {
    if (peek() != wanted) {
      throw malformed("no '" + wanted + "' where one is needed");
    }
    at++;
  }

  private boolean take(char wanted) {
    boolean there = at < utf8.length && utf8[at] == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  private int peek() {
    int to = at;
    while (to < utf8.length && isSpace(utf8[to])) {
      to++;
    }
    at = to;
    return to < utf8.length ? utf8[to] : -1;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private MalformedJsonException malformed(String what) {
    return new MalformedJsonException("Broken JSON: " + what + " near byte " + at);
  }
}
