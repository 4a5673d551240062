package lofi.musicgen.protocol;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One piece that the worker is to make.
///
/// @param model the model's folder
/// @param quantization `q4`, `q8`, `fp16` or `fp32`; the worker takes what is installed and nearest
/// @param device `auto`, `cpu`, `cuda` or `metal`
/// @param threads how many threads may work, or 0 to decide by the machine
/// @param guidance how strictly to follow the prompt; 3 is usual, 1 is not at all
/// @param topK how many of the likeliest codes are drawn from
public record GenerateCommand(
    Path model,
    String quantization,
    String device,
    int threads,
    String prompt,
    long seed,
    double durationSec,
    double guidance,
    double temperature,
    int topK) {

  public Map<String, Object> toWire() {
    return Map.of(
        "model", model.toString(),
        "quantization", quantization,
        "device", device,
        "threads", threads,
        "prompt", prompt,
        "seed", seed,
        "duration_sec", durationSec,
        "guidance", guidance,
        "temperature", temperature,
        "top_k", topK);
  }

  /// @throws IllegalArgumentException if it is none
  public static GenerateCommand of(@Nullable Object wire) {
    Map<?, ?> map = Wire.map(wire);
    return new GenerateCommand(
        Path.of(Wire.text(map, "model")),
        Wire.text(map, "quantization"),
        Wire.text(map, "device"),
        Wire.integer(map.get("threads")),
        Wire.text(map, "prompt"),
        Wire.number(map.get("seed")).longValue(),
        Wire.number(map.get("duration_sec")).doubleValue(),
        Wire.number(map.get("guidance")).doubleValue(),
        Wire.number(map.get("temperature")).doubleValue(),
        Wire.integer(map.get("top_k")));
  }
}
