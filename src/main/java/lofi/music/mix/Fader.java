package lofi.music.mix;

import lofi.generation.Stem;
import lofi.generation.StemGains;

/// One stem's gain during the current block: it slides to where it was last set.
final class Fader {
  private final StemGains gains;
  private final Stem stem;
  private float from;
  private float to;
  private int seenRevision;

  Fader(StemGains gains, Stem stem) {
    this.gains = gains;
    this.stem = stem;
    seenRevision = gains.revision();
    to = gains.get(stem);
    from = to;
  }

  /// Goes on to the next block; the fader is looked at only after one was moved.
  void move() {
    from = to;
    if (seenRevision != gains.revision()) {
      seenRevision = gains.revision();
      to = gains.get(stem);
    }
  }

  boolean isMoving() {
    return from != to;
  }

  float from() {
    return from;
  }

  float to() {
    return to;
  }
}
