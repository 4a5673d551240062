package lofi.generation;

/// How a generation ended.
public sealed interface Outcome {
  record Finished(GeneratedAudio audio) implements Outcome {}

  record Cancelled() implements Outcome {}

  /// `reason` says what happened and `advice` what the user can do, each as a full sentence.
  record Failed(ErrorCode code, String reason, String advice) implements Outcome {}
}
