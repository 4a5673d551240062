package lofi.musicgen;

import java.nio.file.Path;
import lofi.musicgen.installed.Precision;

/// How the user wants MusicGen to run.
///
/// @param model the folder of one model
/// @param precision how its weights are stored; the nearest that is installed is taken
/// @param device `auto`, `cpu`, `cuda` or `metal`
/// @param threads how many threads may work, or 0 to decide by the machine
/// @param guidance how strictly to follow the prompt
/// @param topK how many of the likeliest codes are drawn from
public record MusicGenSettings(
    Path model,
    Precision precision,
    String device,
    int threads,
    double guidance,
    double temperature,
    int topK) {
  /// What the model's authors used for their samples.
  public static final double USUAL_GUIDANCE = 3;

  public static final double USUAL_TEMPERATURE = 1;
  public static final int USUAL_TOP_K = 250;

  public static MusicGenSettings usual(
      Path model, Precision precision, String device, int threads) {
    return new MusicGenSettings(
        model, precision, device, threads, USUAL_GUIDANCE, USUAL_TEMPERATURE, USUAL_TOP_K);
  }
}
