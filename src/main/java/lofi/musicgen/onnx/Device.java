package lofi.musicgen.onnx;

import java.util.Locale;

/// Where a graph runs. `AUTO` is only ever asked for: `OnnxRuntime` answers with another one.
public enum Device {
  AUTO,
  CPU,
  CUDA,
  METAL;

  /// Reads the name that users write: `auto`, `cpu`, `cuda` or `metal`.
  public static Device named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// The name that users write.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
