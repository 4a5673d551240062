package lofi.musicgen.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lofi.musicgen.checkpoint.Json;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.JsonReader;
import lofi.musicgen.checkpoint.MalformedFileException;

/// Reads a `tokenizer.json`; its vocabulary of 32,100 pieces is read as a stream.
final class TokenizerFile {
  private static final int USUAL_SIZE = 1 << 15;

  private final JsonReader json;
  private final Map<String, Json> members = new HashMap<>();
  private final Map<String, Json> modelMembers = new HashMap<>();
  private final PieceTable pieces = new PieceTable();
  private double[] logProbabilities = new double[USUAL_SIZE];

  TokenizerFile(byte[] utf8) {
    json = new JsonReader(utf8);
  }

  T5Tokenizer read() {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("model")) {
        readModel();
      } else {
        members.put(name, json.readValue());
      }
    }
    json.expectEnd();
    JsonObject all = new JsonObject(members);
    return new T5Tokenizer(
        addedTokens(all),
        new Normalization(all.object("normalizer")),
        new WordSplit(all.object("pre_tokenizer")),
        model(new JsonObject(modelMembers)));
  }

  private void readModel() {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("vocab")) {
        readVocabulary();
      } else {
        modelMembers.put(name, json.readValue());
      }
    }
  }

  /// Pairs of a piece and the logarithm of its probability, which was a float when it was written;
  /// a piece's id is its place.
  private void readVocabulary() {
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

  private void requireItem() {
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
    for (Json item : all.array("added_tokens")) {
      if (item instanceof JsonObject token) {
        ids.put(token.text("content"), token.integer("id"));
      }
    }
    return new AddedTokens(ids);
  }
}
