package lofi.contract;

import java.util.Map;

/// One thing that somebody does, or that happens by itself.
public sealed interface Step {
  /// A script calls a method.
  record Call(String method, Map<String, Object> params) implements Step {
    @Override
    public String toString() {
      return method + params;
    }
  }

  /// The generator finishes the track that it makes.
  record TrackIsMade() implements Step {}

  /// The generator fails.
  record TrackFails() implements Step {}

  /// Four seconds of music are heard: a bar line is among them, the middle of a piece is not.
  record BarsAreHeard() implements Step {}

  /// The piece that is heard plays until it gives way to whatever follows it.
  record PieceIsHeard() implements Step {}
}
