package lofi.audio;

/// Where the bars of a piece lie, in audio frames.
///
/// @param framesPerBar the length of a bar; not a whole number at most tempos
/// @param firstBarFrame the audio frame on which the first bar begins
public record BeatGrid(double framesPerBar, long firstBarFrame) {
  public BeatGrid {
    if (!(framesPerBar > 0)) {
      throw new IllegalArgumentException(
          "A bar needs a length above 0 frames, not " + framesPerBar);
    }
  }

  /// The grid of a piece in four-four time that begins on a bar line.
  public static BeatGrid fourFour(double bpm, int sampleRate) {
    return new BeatGrid(sampleRate * 240.0 / bpm, 0);
  }

  /// The same bars at another sample rate.
  public BeatGrid resampled(int from, int to) {
    double ratio = (double) to / from;
    return new BeatGrid(framesPerBar * ratio, Math.round(firstBarFrame * ratio));
  }

  /// The first audio frame at or after `frame` on which a bar begins.
  public long nextBar(long frame) {
    double barsPassed = Math.ceil((frame - firstBarFrame) / framesPerBar);
    long candidate = barStart((long) Math.max(0, barsPassed));
    return candidate >= frame ? candidate : barStart((long) Math.max(0, barsPassed) + 1);
  }

  private long barStart(long bar) {
    return firstBarFrame + Math.round(bar * framesPerBar);
  }
}
