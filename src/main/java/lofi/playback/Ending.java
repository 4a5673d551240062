package lofi.playback;

/// Why a source does not sound any more.
public sealed interface Ending {
  /// It was played to its end.
  record Finished() implements Ending {}

  /// Another source took its place before its end, or before its beginning.
  record Replaced() implements Ending {}

  /// The player was stopped.
  record Stopped() implements Ending {}

  /// It could not be read any further; what was read before has been played.
  record Failed(String reason) implements Ending {}
}
