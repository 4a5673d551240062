package lofi.app.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.Map;

/// Writes plain data as JSON (RFC 8259).
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String of(Object value) {
    var json = new Json();
    json.write(value);
    return json.out.append('\n').toString();
  }

  private void write(Object value) {
    switch (value) {
      case Map<?, ?> map -> writeMap(map);
      case Iterable<?> list -> writeList(list);
      case Double number -> out.append(rounded(number));
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> writeText(value.toString());
    }
  }

  private static String rounded(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).setScale(6, RoundingMode.HALF_EVEN);
    return exact.stripTrailingZeros().toPlainString();
  }

  private void writeMap(Map<?, ?> map) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(comma);
      writeText(entry.getKey().toString());
      out.append(':');
      write(entry.getValue());
      comma = ",";
    }
    out.append('}');
  }

  private void writeList(Iterable<?> list) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      write(items.next());
      out.append(items.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
