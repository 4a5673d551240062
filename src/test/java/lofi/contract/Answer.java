package lofi.contract;

import java.util.Map;

/// What a step is answered with.
public sealed interface Answer {
  /// @param fields those that the document speaks of
  record Result(Map<String, Object> fields) implements Answer {}

  /// @param reason the code of the error
  record Refused(String reason) implements Answer {}

  /// Nobody asked.
  record Nothing() implements Answer {}
}
