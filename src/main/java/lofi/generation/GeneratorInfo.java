package lofi.generation;

import java.util.Optional;

/// What makes tracks, in words for the user.
///
/// @param backend `procedural` or `musicgen`
/// @param quantization how exact the weights are: `q4`, `q8`, `fp16` or `fp32`
/// @param device `cpu`, `cuda` or `metal`, or `auto` as long as nobody knows which
public record GeneratorInfo(String backend, Optional<String> quantization, String device) {
  /// Computes its music without a model.
  static final GeneratorInfo PROCEDURAL = new GeneratorInfo("procedural", Optional.empty(), "cpu");
}
