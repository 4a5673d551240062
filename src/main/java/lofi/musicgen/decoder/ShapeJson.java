package lofi.musicgen.decoder;

import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// How a shape stands in the index of a packed file.
public final class ShapeJson {
  private ShapeJson() {}

  public static String write(DecoderShape shape) {
    return """
    {"hidden":%d,"heads":%d,"headWidth":%d,"layers":%d,"feedForward":%d,"codebooks":%d,\
    "vocabulary":%d,"padCode":%d,"textWidth":%d,"maxPositions":%d,"audioChannels":%d}\
    """
        .formatted(
            shape.hidden(),
            shape.heads(),
            shape.headWidth(),
            shape.layers(),
            shape.feedForward(),
            shape.codebooks(),
            shape.vocabulary(),
            shape.padCode(),
            shape.textWidth(),
            shape.maxPositions(),
            shape.audioChannels());
  }

  static DecoderShape read(JsonObject json) {
    try {
      return new DecoderShape(
          json.integer("hidden"),
          json.integer("heads"),
          json.integer("headWidth"),
          json.integer("layers"),
          json.integer("feedForward"),
          json.integer("codebooks"),
          json.integer("vocabulary"),
          json.integer("padCode"),
          json.integer("textWidth"),
          json.integer("maxPositions"),
          json.integer("audioChannels"));
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(
          "The packed weights have no possible shape: " + e.getMessage());
    }
  }
}
