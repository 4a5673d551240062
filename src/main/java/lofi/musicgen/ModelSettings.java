package lofi.musicgen;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import lofi.musicgen.installed.Precision;

/// What makes tracks, and how; the option table `model`.
///
/// @param weightsPath the folder of one model, or the one with all of them
/// @param quantization how exact the weights should be
/// @param device `auto`, `cpu`, `cuda` or `metal`
/// @param gpuJar ONNX Runtime's jar for graphics cards, which takes the place of ours
/// @param threads how many threads the model may use; empty to follow the machine
public record ModelSettings(
    Backend backend,
    Path weightsPath,
    Precision quantization,
    String device,
    Optional<Path> gpuJar,
    OptionalInt threads) {

  /// Who makes tracks.
  public enum Backend {
    /// MusicGen where its weights are installed, else the composer.
    AUTO,
    MUSICGEN,
    /// The composer.
    PROCEDURAL
  }
}
