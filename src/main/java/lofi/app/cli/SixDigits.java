package lofi.app.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report with its numbers rounded to six digits behind the point: a microsecond, and less than
/// anybody hears.
final class SixDigits {
  private static final int DIGITS = 6;

  private SixDigits() {}

  static Object of(Object value) {
    return switch (value) {
      case Map<?, ?> members -> members(members);
      case List<?> items -> items.stream().map(SixDigits::of).toList();
      case Double number -> rounded(number);
      default -> value;
    };
  }

  private static Map<Object, Object> members(Map<?, ?> members) {
    Map<Object, Object> rounded = new LinkedHashMap<>();
    members.forEach((name, value) -> rounded.put(name, of(value)));
    return rounded;
  }

  private static BigDecimal rounded(double number) {
    return BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }
}
