package lofi.musicgen.installed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a model's weights are stored, from the smallest to the most exact.
public enum Precision {
  Q4,
  Q8,
  FP16,
  FP32;

  /// Reads our names and those of GGML: `q4` or `Q4_K_M`, `q8`, `Q8_0` or `Q5_K_M`, `fp16` or
  /// `F16`.
  public static Optional<Precision> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "q4", "q4_k_m" -> Optional.of(Q4);
      case "q8", "q8_0", "q5_k_m" -> Optional.of(Q8);
      case "fp16", "f16" -> Optional.of(FP16);
      case "fp32", "f32" -> Optional.of(FP32);
      default -> Optional.empty();
    };
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What to take when this one is not there, the nearest first. Published half-precision decoders
  /// do not load, so they come last.
  public List<Precision> nearest() {
    return switch (this) {
      case Q4 -> List.of(Q4, Q8, FP32, FP16);
      case Q8 -> List.of(Q8, FP32, Q4, FP16);
      case FP16 -> List.of(Q8, FP32, Q4, FP16);
      case FP32 -> List.of(FP32, Q8, Q4, FP16);
    };
  }
}
