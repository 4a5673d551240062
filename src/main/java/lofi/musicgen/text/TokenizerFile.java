package lofi.musicgen.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lofi.json.JsonReader;
import lofi.json.MalformedJsonException;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// Reads a `tokenizer.json`; its vocabulary of 32,100 pieces is read as a stream.
final class TokenizerFile {
  private static final int USUAL_SIZE = 1 << 15;

  private final JsonReader json;
  private final Map<String, Object> members = new HashMap<>();
  private final Map<String, Object> modelMembers = new HashMap<>();
  private final PieceTable pieces = new PieceTable();
  private double[] logProbabilities = new double[USUAL_SIZE];

  TokenizerFile(byte[] utf8) {
    json = new JsonReader(utf8);
  }

  T5Tokenizer read() {
    try {
      readWhole();
    } catch (MalformedJsonException e) {
      throw new MalformedFileException("tokenizer.json: " + e.getMessage());
    }
    JsonObject all = new JsonObject(members);
    return new T5Tokenizer(
        addedTokens(all),
        new Normalization(all.object("normalizer")),
        new WordSplit(all.object("pre_tokenizer")),
        model(new JsonObject(modelMembers)));
  }

  private void readWhole() throws MalformedJsonException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("model")) {
        readModel();
      } else {
        put(members, name);
      }
    }
    json.expectEnd();
  }

  private void readModel() throws MalformedJsonException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("vocab")) {
        readVocabulary();
      } else {
        put(modelMembers, name);
      }
    }
  }

  private void put(Map<String, Object> to, String name) throws MalformedJsonException {
    Object value = json.readValue();
    if (value != null) {
      to.put(name, value);
    }
  }

  /// Pairs of a piece and the logarithm of its probability, which was a float when it was written;
  /// a piece's id is its place.
  private void readVocabulary() throws MalformedJsonException {
    json.beginArray();
    while (json.hasNext()) {
      json.beginArray();
      requireItem();
      json.nextUtf8(pieces);
      requireItem();
      remember((float) json.nextNumber());
      if (json.hasNext()) {
        throw new MalformedFileException("A piece of the vocabulary has more than two members");
      }
    }
    logProbabilities = Arrays.copyOf(logProbabilities, pieces.count());
  }

  private void requireItem() throws MalformedJsonException {
    if (!json.hasNext()) {
      throw new MalformedFileException("A piece of the vocabulary is not whole");
    }
  }

  private void remember(float logProbability) {
    int id = pieces.count() - 1;
    if (id == logProbabilities.length) {
      logProbabilities = Arrays.copyOf(logProbabilities, 2 * id);
    }
    logProbabilities[id] = logProbability;
  }

  private UnigramModel model(JsonObject model) {
    if (!model.text("type", "Unigram").equals("Unigram")) {
      throw new MalformedFileException("The tokenizer is no Unigram model");
    }
    int unknown = model.integer("unk_id");
    if (unknown < 0 || unknown >= logProbabilities.length) {
      throw new MalformedFileException("The tokenizer's unknown piece is not in its vocabulary");
    }
    return new UnigramModel(pieces, logProbabilities, unknown);
  }

  private static AddedTokens addedTokens(JsonObject all) {
    Map<String, Integer> ids = new HashMap<>();
    for (JsonObject token : all.objects("added_tokens")) {
      ids.put(token.text("content"), token.integer("id"));
    }
    return new AddedTokens(ids);
  }
}
