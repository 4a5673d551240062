package lofi.musicgen.checkpoint;

import java.util.List;

/// A JSON value, for the small files of a model.
public sealed interface Json
    permits JsonObject, Json.Array, Json.Text, Json.Real, Json.Flag, Json.Null {
  record Array(List<Json> items) implements Json {}

  record Text(String value) implements Json {}

  record Real(double value) implements Json {}

  record Flag(boolean value) implements Json {}

  record Null() implements Json {}
}
