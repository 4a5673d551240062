package lofi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"rain", "", "▁lofi", "a\\\"b", "\\u2581x", "\\\\"})
  void passesTheBytesOfATextOn(String written) throws MalformedJsonException {
    JsonReader reader = reader("[\"" + written + "\",\"" + written + "\"]");
    reader.beginArray();
    assertTrue(reader.hasNext());
    String text = reader.nextText();
    assertTrue(reader.hasNext());
    List<String> passedOn = new ArrayList<>();
    reader.nextUtf8((utf8, from, to) ->
        passedOn.add(new String(utf8, from, to - from, StandardCharsets.UTF_8)));
    assertFalse(reader.hasNext());
    reader.expectEnd();
    assertEquals(List.of(text), passedOn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "\"rain", "\"ra\tin\"", "\"\\x\"", "7"})
  void passesNoBytesOnOfWhatIsNoText(String text) {
    JsonReader reader = reader(text);
    assertThrows(
        MalformedJsonException.class,
        () -> reader.nextUtf8((utf8, from, to) -> fail("something was passed on")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0.5", "-13.123456954956055", "12345678901234567890.5", "2.5e-3", "1E+2"})
  void readsNumbersAsAFloatWouldBeWritten(String written) throws MalformedJsonException {
    assertEquals(Float.parseFloat(written), (float) reader(written).nextNumber());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "1E+400"})
  void refusesANumberThatNoDoubleHolds(String written) {
    assertThrows(MalformedJsonException.class, () -> reader(written).nextNumber());
  }

  @Test
  void keepsWholeNumbersExactly() throws MalformedJsonException {
    assertEquals(Long.MAX_VALUE, reader("9223372036854775807").readValue());
    assertEquals(1.2345678901234567e19, reader("12345678901234567000").readValue());
  }

  private static JsonReader reader(String text) {
    return new JsonReader(text.getBytes(StandardCharsets.UTF_8));
  }
}
