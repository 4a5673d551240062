package lofi.musicgen.checkpoint;

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
  @Test
  void readsEveryKindOfValue() {
    JsonObject object =
        parse(
            """
            {"text":"a\\u00e9\\n\\"ü▁","whole":-12,"real":2.5e-3,"yes":true,"none":null,
             "list":[1,[],{}],"inner":{"x":0}}\
            """);
    assertEquals("aé\n\"ü▁", object.text("text"));
    assertEquals(-12, object.integer("whole"));
    assertEquals(0.0025, object.real("real"), 1e-18);
    assertEquals(true, object.flag("yes", false));
    assertEquals(7, object.integer("none", 7));
    assertEquals(3, object.array("list").size());
    assertEquals(0, object.object("inner").integer("x"));
  }

  @Test
  void keepsWholeNumbersExactly() {
    assertEquals(9007199254740991.0, parse("{\"n\":9007199254740991}").real("n"));
    assertEquals(1e300, parse("{\"n\":1e300}").real("n"));
    assertEquals(1.2345678901234567e19, parse("{\"n\":12345678901234567000}").real("n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "{]",
        "[}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"\t\"}",
        "{'a':1}",
        "{\"a\":1}x",
        "{\"a\":1,\"a\":2}",
        "[1]",
        "{\"a\":[1}",
        "{\"a\":1]",
        "{\"a\":1e}"
      })
  void refusesWhatIsNoJsonObject(String text) {
    assertThrows(MalformedFileException.class, () -> parse(text));
  }

  @Test
  void refusesDeepNesting() {
    assertThrows(MalformedFileException.class, () -> parse("{\"a\":" + "[".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rain", "", "▁lofi", "a\\\"b", "\\u2581x", "\\\\"})
  void passesTheBytesOfATextOn(String written) {
    String json = "[\"" + written + "\",\"" + written + "\"]";
    JsonReader reader = new JsonReader(json.getBytes(StandardCharsets.UTF_8));
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
    JsonReader reader = new JsonReader(text.getBytes(StandardCharsets.UTF_8));
    assertThrows(
        MalformedFileException.class,
        () -> reader.nextUtf8((utf8, from, to) -> fail("something was passed on")));
  }

  private static JsonObject parse(String text) {
    return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
