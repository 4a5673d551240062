package lofi.musicgen.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import lofi.musicgen.checkpoint.MalformedFileException;

/// Turns a prompt into the ids that MusicGen's text encoder (T5) has learnt.
///
/// Special tokens in the text are recognised first; what lies between them is normalised, split
/// into words, and each word becomes the likeliest pieces. The end token comes last.
public final class T5Tokenizer {
  /// Far above any tokenizer of this kind.
  private static final long LARGEST_FILE = 64L << 20;

  private final AddedTokens addedTokens;
  private final Normalization normalization;
  private final WordSplit wordSplit;
  private final UnigramModel model;
  private final int end;

  T5Tokenizer(
      AddedTokens addedTokens,
      Normalization normalization,
      WordSplit wordSplit,
      UnigramModel model) {
    this.addedTokens = addedTokens;
    this.normalization = normalization;
    this.wordSplit = wordSplit;
    this.model = model;
    this.end = addedTokens.id("</s>");
  }

  /// Reads a `tokenizer.json`.
  public static T5Tokenizer load(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new MalformedFileException(file.getFileName() + " is too large for a tokenizer");
    }
    return new TokenizerFile(Files.readAllBytes(file)).read();
  }

  /// Refuses a tokenizer with ids for which a text encoder of so many rows has none.
  public void requireRows(int rows) {
    int needed = Math.max(model.pieces(), addedTokens.largestId() + 1);
    if (needed > rows) {
      throw new MalformedFileException(
          "The tokenizer has %d pieces, and the text encoder knows %d".formatted(needed, rows));
    }
  }

  /// The ids of a prompt, the end token included.
  public int[] encode(String prompt) {
    IntStream.Builder ids = IntStream.builder();
    for (AddedTokens.Segment segment : addedTokens.split(prompt)) {
      switch (segment) {
        case AddedTokens.Special(int id) -> ids.add(id);
        case AddedTokens.Plain(String text, boolean isFirst) -> encode(text, isFirst, ids);
      }
    }
    return ids.add(end).build().toArray();
  }

  private void encode(String text, boolean isFirst, IntStream.Builder ids) {
    List<String> words = wordSplit.words(normalization.apply(text), isFirst);
    for (String word : words) {
      model.encode(word, ids);
    }
  }
}
