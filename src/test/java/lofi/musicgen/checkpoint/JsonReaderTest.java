package lofi.musicgen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
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

  private static JsonObject parse(String text) {
    return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
