package lofi.music.mix;

import lofi.music.dsp.Rate;

/// Brings a song slowly to the loudness of all others while it plays.
///
/// The gain that a style is expected to need is close already; this measures what was played and
/// moves by at most a fifth of a decibel a second. The beginning of a song, which is meant to be
/// quieter, is not measured, and after a minute and a half enough has been heard.
final class LoudnessTrim {
  private static final double TARGET_LUFS = -16;
  private static final double DB_PER_SECOND = .2;
  private static final double MOST_DB = 4;
  private static final int BLOCKS_PER_DECISION = 188;

  /// What a gain is multiplied by at each block while it rises.
  private static final float RISE = (float) Rate.gain(DB_PER_SECOND * Rate.BLOCK / Rate.HZ);

  private final LoudnessMeter meter = new LoudnessMeter();
  private final long listenFrom;
  private final long listenUntil;
  private float wanted;
  private float gain;
  private long frame;

  /// @param listenFrom the frame from which the song plays in full
  /// @param gain what the song is expected to need
  LoudnessTrim(long listenFrom, float gain) {
    this.listenFrom = listenFrom;
    this.gain = gain;
    wanted = gain;
    listenUntil = listenFrom + 90L * Rate.HZ;
  }

  /// What brings that which was heard to the loudness of all songs, within limits.
  static float gainFor(LoudnessMeter heard) {
    double db = Math.max(-MOST_DB, Math.min(MOST_DB, TARGET_LUFS - heard.integrated()));
    return (float) Rate.gain(db);
  }

  /// Sets the level of the song's next block.
  void apply(StereoBlock block) {
    if (frame >= listenFrom && frame < listenUntil) {
      listen(block);
    }
    float next = wanted > gain ? Math.min(wanted, gain * RISE) : Math.max(wanted, gain / RISE);
    if (gain != 1 || next != 1) {
      block.scale(gain, next);
    }
    gain = next;
    frame += Rate.BLOCK;
  }

  private void listen(StereoBlock block) {
    meter.listen(block.left, block.right);
    boolean decides = frame / Rate.BLOCK % BLOCKS_PER_DECISION == 0;
    if (decides && frame > listenFrom + 3L * Rate.HZ) {
      wanted = gainFor(meter);
    }
  }
}
