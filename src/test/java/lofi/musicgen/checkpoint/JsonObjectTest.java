package lofi.musicgen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
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
      strings = {"{\"a\":1.5}", "{\"a\":4294967296}", "{\"a\":\"1\"}", "{\"a\":null}", "{}"})
  void refusesWhatIsNoWholeNumber(String text) {
    assertThrows(MalformedFileException.class, () -> parse(text).integer("a"));
  }

  @Test
  void refusesAListOfOtherThings() {
    JsonObject mixed = parse("{\"a\":[{}, 1], \"b\":[1, null]}");
    assertThrows(MalformedFileException.class, () -> mixed.objects("a"));
    assertThrows(MalformedFileException.class, () -> mixed.integers("b"));
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThrows(MalformedFileException.class, () -> parse("[1]"));
  }

  private static JsonObject parse(String text) {
    return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
