package lofi.music.mix;

import lofi.generation.StemGains;
import lofi.music.compose.SongPlan;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.synth.Band;

/// Finds out how loud a song will be before anybody hears it: plays the beginning of its first full
/// section to a meter, a block at a time, while the song before it sounds.
public final class LoudnessForecast {
  private static final long LISTENED = 10L * Rate.HZ;

  private final Band band;
  private final SongRenderer renderer;
  private final LoudnessMeter meter = new LoudnessMeter();
  private final StereoBlock block = new StereoBlock();
  private long listened;

  public LoudnessForecast(SongPlan plan) {
    band = new Band(plan.style());
    renderer = new SongRenderer(plan, new StemGains(), Cycle.endless(), band);
    renderer.skipTo(renderer.fullFromFrame());
  }

  /// How many frames it listens to.
  public static long frames() {
    return LISTENED;
  }

  /// The song's band, which knows many of its notes by now.
  public Band band() {
    return band;
  }

  public boolean isReady() {
    return listened >= LISTENED;
  }

  /// Listens to one more block.
  public void listen() {
    renderer.render(block.left, block.right);
    meter.listen(block.left, block.right);
    listened += Rate.BLOCK;
  }

  /// The gain that the song needs to be as loud as every other; listens to what is missing first.
  public float gain() {
    while (!isReady()) {
      listen();
    }
    return LoudnessTrim.gainFor(meter);
  }
}
