package lofi.music.compose;

/// Where beats fall in time.
///
/// Swing moves every odd sixteenth to `swing16` of its eighth; what lies between moves in
/// proportion.
public record Timing(double bpm, double swing16) {
  /// The beat as it is played.
  public double swung(double beat) {
    double eighths = beat * 2;
    double eighth = Math.floor(eighths + 1e-9);
    double within = Math.max(0, eighths - eighth);
    double moved = within < .5 ? within * 2 * swing16 : swing16 + (within - .5) * 2 * (1 - swing16);
    return (eighth + moved) / 2;
  }

  public double seconds(double beat, double offsetMillis) {
    return swung(beat) * 60 / bpm + offsetMillis / 1000;
  }

  /// The audio frame nearest to a beat, counted from the song's beginning.
  public long frame(double beat, double offsetMillis, int sampleRate) {
    return (long) Math.floor(seconds(beat, offsetMillis) * sampleRate + .5);
  }

  public double framesPerBeat(int sampleRate) {
    return 60 * sampleRate / bpm;
  }
}
