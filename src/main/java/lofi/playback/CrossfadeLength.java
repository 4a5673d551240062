package lofi.playback;

import java.time.Duration;

/// How long two sources may sound together.
public final class CrossfadeLength {
  private static final long SHORTEST_TRACK_FRAMES = 2L * Player.SAMPLE_RATE;

  private CrossfadeLength() {}

  /// The wished fade in frames, cut to what both pieces can bear.
  ///
  /// A piece shorter than two fades gives a quarter of itself; below 2 s it does not fade at all.
  public static int frames(Duration wished, long outgoingFrames, long incomingFrames) {
    long wishedFrames = wished.toMillis() * Player.SAMPLE_RATE / 1_000;
    long fade =
        Math.min(bearable(wishedFrames, outgoingFrames), bearable(wishedFrames, incomingFrames));
    return Math.toIntExact(fade);
  }

  private static long bearable(long wishedFrames, long lengthFrames) {
    if (lengthFrames < SHORTEST_TRACK_FRAMES) {
      return 0;
    }
    return lengthFrames / 2 < wishedFrames ? lengthFrames / 4 : wishedFrames;
  }
}
