package lofi.musicgen.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a piece ended in the worker.
public sealed interface Ending {
  /// @param tokens how many codec frames were made
  /// @param device what it ran on and why, for people
  record Finished(int tokens, String device) implements Ending {}

  record Cancelled() implements Ending {}

  /// `reason` says what happened and `advice` what the user can do, each as a full sentence.
  record Failed(Fault fault, String reason, String advice) implements Ending {}

  /// What kind of failure it was.
  enum Fault {
    /// Something is wrong with the request.
    REQUEST,
    /// The model's files are not there.
    MISSING,
    /// The model's files are there and cannot be used.
    LOADING,
    /// The model runs and what comes out is no music.
    INFERENCE
  }

  default Map<String, Object> toWire() {
    return switch (this) {
      case Finished(int tokens, String device) ->
          Map.of("how", "finished", "tokens", tokens, "device", device);
      case Cancelled() -> Map.of("how", "cancelled");
      case Failed(Fault fault, String reason, String advice) ->
          Map.of("how", "failed", "fault", fault.name(), "reason", reason, "advice", advice);
    };
  }

  /// @throws IllegalArgumentException if it is none
  static Ending of(@Nullable Object wire) {
    Map<?, ?> map = Wire.map(wire);
    return switch (Wire.text(map, "how")) {
      case "finished" -> new Finished(Wire.integer(map.get("tokens")), Wire.text(map, "device"));
      case "cancelled" -> new Cancelled();
      default ->
          new Failed(
              Fault.valueOf(Wire.text(map, "fault")),
              Wire.text(map, "reason"),
              Wire.text(map, "advice"));
    };
  }
}
