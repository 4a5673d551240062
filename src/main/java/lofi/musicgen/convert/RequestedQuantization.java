package lofi.musicgen.convert;

import java.util.Optional;
import lofi.musicgen.decoder.Quantization;

/// What a user's word for a quantization means for our decoder.
///
/// @param remark what to tell the user when it means something else than it says
public record RequestedQuantization(Quantization quantization, Optional<String> remark) {
  /// Empty for a word that means nothing.
  public static Optional<RequestedQuantization> of(String word) {
    return switch (word) {
      case "q4", "Q4_K_M" -> exactly(Quantization.Q4);
      case "q8", "Q5_K_M", "Q8_0" -> exactly(Quantization.Q8);
      case "fp32", "F32" -> exactly(Quantization.FP32);
      case "fp16", "F16" ->
          Optional.of(
              new RequestedQuantization(
                  Quantization.Q8,
                  Optional.of(
                      "A processor gains nothing from fp16, so q8 is used: nearly as exact, half"
                          + " the size")));
      default -> Optional.empty();
    };
  }

  private static Optional<RequestedQuantization> exactly(Quantization quantization) {
    return Optional.of(new RequestedQuantization(quantization, Optional.empty()));
  }
}
