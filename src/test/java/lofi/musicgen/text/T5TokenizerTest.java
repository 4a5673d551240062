package lofi.musicgen.text;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import lofi.musicgen.TinyModel;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class T5TokenizerTest {
  private static final Path RESOURCES = Path.of("src/test/resources/t5");

  @TempDir Path folder;

  @Test
  void givesTheIdsOfTheReferenceForEveryText() throws IOException {
    T5Tokenizer tokenizer = T5Tokenizer.load(full());
    List<JsonObject> cases = JsonObject.read(RESOURCES.resolve("golden.json")).objects("cases");
    assertEquals(300, cases.size());
    assertAll(cases.stream().map(each -> equalIds(tokenizer, each)));
  }

  private static Executable equalIds(T5Tokenizer tokenizer, JsonObject golden) {
    String text = golden.text("text");
    return () ->
        assertArrayEquals(golden.integers("ids"), tokenizer.encode(text), "\"" + text + "\"");
  }

  @Test
  void givesTheIdsOfTheReferenceWithASmallVocabulary() throws IOException {
    T5Tokenizer tokenizer = T5Tokenizer.load(TinyModel.checkpoint().resolve("tokenizer.json"));
    Path goldens = TinyModel.checkpoint().resolveSibling("golden").resolve("index.json");
    for (JsonObject prompt : JsonObject.read(goldens).objects("prompts")) {
      assertArrayEquals(
          prompt.integers("input_ids"), tokenizer.encode(prompt.text("text")), prompt.text("name"));
    }
  }

  @Test
  void survivesAnyText() throws IOException {
    T5Tokenizer tokenizer = T5Tokenizer.load(TinyModel.checkpoint().resolve("tokenizer.json"));
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      char[] text = new char[random.nextInt(40)];
      for (int c = 0; c < text.length; c++) {
        text[c] = (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80));
      }
      int[] ids = tokenizer.encode(new String(text));
      assertEquals(1, ids[ids.length - 1]);
    }
  }

  @Test
  void refusesADamagedFile() throws IOException {
    byte[] whole = Files.readAllBytes(TinyModel.checkpoint().resolve("tokenizer.json"));
    for (int length : List.of(0, 1, 100, whole.length / 2, whole.length - 2)) {
      Path cut = Files.write(folder.resolve("cut.json"), java.util.Arrays.copyOf(whole, length));
      assertThrows(MalformedFileException.class, () -> T5Tokenizer.load(cut));
    }
  }

  @Test
  void refusesAModelThatIsNoUnigram() throws IOException {
    String whole =
        Files.readString(TinyModel.checkpoint().resolve("tokenizer.json"), StandardCharsets.UTF_8);
    Path other =
        Files.writeString(folder.resolve("bpe.json"), whole.replaceFirst("\"Unigram\"", "\"BPE\""));
    var refusal = assertThrows(MalformedFileException.class, () -> T5Tokenizer.load(other));
    assertTrue(refusal.reason().contains("Unigram"), refusal.reason());
  }

  private Path full() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    try (InputStream packed =
        new GZIPInputStream(Files.newInputStream(RESOURCES.resolve("tokenizer.json.gz")))) {
      Files.copy(packed, file);
    }
    return file;
  }
}
