package lofi.music.mix;

import lofi.music.dsp.Rate;

/// Brings a song slowly to the loudness of all others while it plays.
///
/// The gain that a style is expected to need is close already; this measures what was played and
/// moves by at most a fifth of a decibel a second. The beginning of a song, which is meant to be
/// quieter, is not measured.
final class LoudnessTrim {
  private static final double TARGET_LUFS = -16;
  private static final double DB_PER_SECOND = .2;
  private static final double MOST_DB = 4;

  private final LoudnessMeter meter = new LoudnessMeter();
  private final long listenFrom;
  private final StereoBlock heard = new StereoBlock();
  private double trimDb;
  private double wantedDb;
  private float gain = 1;
  private long frame;

  /// @param listenFrom the frame from which the song plays in full
  LoudnessTrim(long listenFrom) {
    this.listenFrom = listenFrom;
  }

  /// Sets the level of the song's next block.
  void apply(StereoBlock block) {
    if (frame >= listenFrom) {
      meter.listen(block.left, block.right);
    }
    if (frame % (Rate.BLOCK * 188L) == 0 && frame > listenFrom + 3L * Rate.HZ) {
      wantedDb = Math.max(-MOST_DB, Math.min(MOST_DB, TARGET_LUFS - meter.integrated()));
    }
    double most = DB_PER_SECOND * Rate.BLOCK / Rate.HZ;
    trimDb += Math.max(-most, Math.min(most, wantedDb - trimDb));
    float next = trimDb == wantedDb && wantedDb == 0 ? 1 : (float) Rate.gain(trimDb);
    heard.clear();
    heard.add(block, gain, next);
    System.arraycopy(heard.left, 0, block.left, 0, Rate.BLOCK);
    System.arraycopy(heard.right, 0, block.right, 0, Rate.BLOCK);
    gain = next;
    frame += Rate.BLOCK;
  }
}
