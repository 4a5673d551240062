package lofi.library;

/// Everything that decides how a track sounds: two tracks of one recipe are the same music.
///
/// @param durationSec the length that was asked for; what came out may differ by a little
/// @param modelVersion what made it, see `TrackGenerator.modelVersion`
public record Recipe(String prompt, long seed, double durationSec, String modelVersion) {
  public Recipe {
    prompt = prompt.strip();
    if (prompt.isEmpty() || !(durationSec > 0) || Double.isInfinite(durationSec)) {
      throw new IllegalArgumentException("A recipe needs a prompt and a length above 0 seconds");
    }
  }

  public TrackId trackId() {
    return TrackId.of(prompt, seed, durationSec, modelVersion);
  }
}
