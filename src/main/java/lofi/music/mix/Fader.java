package lofi.music.mix;

import lofi.generation.Stem;
import lofi.generation.StemGains;

/// One stem's gain during the current block: it slides to where it was last set.
final class Fader {
  private final StemGains gains;
  private final Stem stem;
  private float from = 1;
  private float to = 1;

  Fader(StemGains gains, Stem stem) {
    this.gains = gains;
    this.stem = stem;
    to = gains.get(stem);
  }

  /// Goes on to the next block.
  void move() {
    from = to;
    to = gains.get(stem);
  }

  float from() {
    return from;
  }

  float to() {
    return to;
  }
}
