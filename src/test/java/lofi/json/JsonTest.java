package lofi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsBackWhatItWrote() throws MalformedJsonException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", "a \"b\" \\ \n\t\u0001 ♪ \ud83c\udfb5");
    members.put("whole", Long.MIN_VALUE);
    members.put("part", -2.5e-7);
    members.put("flag", true);
    members.put("list", List.of(1L, "two", List.of(), Map.of()));
    members.put("map", Map.of("", "empty name"));

    assertEquals(members, Json.readObject(Json.write(members)));
  }

  @Test
  void writesNumbersAsAPersonWould() {
    assertEquals("[30,2.5,7]", Json.write(List.of(30.0, 2.5f, (short) 7)));
  }

  @Test
  void leavesOutMembersThatAreNull() throws MalformedJsonException {
    assertEquals(Map.of("b", 1L), Json.readObject("{\"a\": null, \"b\": 1}"));
  }

  @Test
  void readsNumbersBeyondLongAsDouble() throws MalformedJsonException {
    assertEquals(Map.of("n", 1e19), Json.readObject("{\"n\": 10000000000000000000}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "1",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1} x",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":-}",
        "{\"a\":1 \"b\":2}",
        "{]",
        "{,}",
        "{\"a\":1]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":null,\"a\":2}",
        "{\"a\":TRUE}",
        "{\"a\":Infinity}",
        "{\"a\":1e999}",
        "{\"a\":-1e999}",
        "{\"a\":0x10}",
        "{\"a\":\"\\",
        "{a:1}",
        "{\"a\"=1}",
        "{\"a\":1;}",
        "{\"a\":1} // a comment",
        "# a comment\n{}",
        ")]}'\n{}"
      })
  void refusesWhatIsNotJson(String text) {
    assertThrows(MalformedJsonException.class, () -> Json.readObject(text));
  }

  @Test
  void readsWhatIsNullInAList() throws MalformedJsonException {
    assertEquals(Map.of("a", Arrays.asList(1L, null)), Json.readObject("{\"a\": [1, null]}"));
  }

  @Test
  void writesHalfAPairAsAQuestionMark() {
    assertEquals("\"a?\"", Json.write("a\ud83c"));
  }

  @Test
  void saysWhereTheTextIsBroken() {
    var broken =
        assertThrows(
            MalformedJsonException.class,
            () -> Json.readObject("{\"model\": {\"sizes\": [1, 2, x]}}"));
    assertEquals("Broken JSON: a broken number near byte 27", broken.getMessage());
  }

  /// As long as a text of a model can be; a reader must not copy it once for every digit.
  @Test
  void refusesANumberWithoutEnd() {
    String endless = "{\"a\": " + "1".repeat(5_000_000) + "}";

    assertTimeout(
        Duration.ofSeconds(2),
        () -> assertThrows(MalformedJsonException.class, () -> Json.readObject(endless)));
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThrows(MalformedJsonException.class, () -> Json.readObject(deep));
  }

  @Test
  void refusesNumbersThatJsonHasNoWordFor() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
  }

  @Test
  void neverFailsInAnotherWayOnDamagedText() {
    String whole = "{\"a\":[1,-2.5e3,\"x\\u00e4\\n\"],\"b\":{\"c\":true,\"d\":false}}";
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(whole);
      damaged.setCharAt(random.nextInt(whole.length()), (char) random.nextInt(128));
      damaged.setLength(random.nextInt(whole.length() + 1));
      try {
        Json.readObject(damaged.toString());
      } catch (MalformedJsonException expected) {
        // This is how it should say so.
      }
    }
  }
}
