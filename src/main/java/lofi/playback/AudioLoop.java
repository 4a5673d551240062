package lofi.playback;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lofi.audio.RealTime;
import lofi.playback.output.AudioOutput;
import org.jspecify.annotations.Nullable;

/// The duty of `lofi-audio`: take commands, mix a block, hand it to the output, again and again.
///
/// It waits in `AudioOutput.write`, and sleeps while there is nothing to play. What others want to
/// know of it stands in cells that it writes after each block.
@RealTime
final class AudioLoop implements Runnable {
  static final int BLOCK_FRAMES = 512;

  private static final int SAFE_FRAMES = 60 * Player.SAMPLE_RATE / 1_000;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final Mixer mixer;
  private final CommandQueue commands;
  private final OutputSlot slot;
  private final Runnable news;
  private final float[] block = new float[2 * BLOCK_FRAMES];

  private boolean blockIsWaiting;
  private int silentFrames;
  private long toldTurningPoints;

  /// Knobs, read once a block.
  private volatile float gain;

  private volatile boolean isStereo;
  private volatile boolean isClosing;
  private volatile @Nullable Thread thread;

  /// Latest values, written once a block.
  private volatile boolean isResting = true;

  private volatile int lagFrames;
  private volatile float level;
  private volatile long underruns;

  /// @param news is run whenever somebody should look at the decks or at the output
  AudioLoop(Mixer mixer, CommandQueue commands, OutputSlot slot, Runnable news) {
    this.mixer = mixer;
    this.commands = commands;
    this.slot = slot;
    this.news = news;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!(isClosing && isResting)) {
      if (!turn()) {
        LockSupport.park(this);
      }
    }
    mixer.endAll(Deck.Phase.STOPPED);
  }

  /// Plays one block.
  ///
  /// @return false when there is nothing to do until somebody wakes the thread
  boolean turn() {
    commands.applyTo(mixer);
    mixer.setGain(gain);
    AudioOutput output = slot.current();
    boolean isBusy = output == null ? !canRestWithoutOutput() : playOn(output);
    tellNews();
    return isBusy && output != null;
  }

  void setGain(float newGain) {
    gain = newGain;
  }

  void setStereo(boolean wanted) {
    isStereo = wanted;
  }

  /// Lets it look again whether there is something to play.
  void wake() {
    LockSupport.unpark(thread);
  }

  /// Lets the thread end once what was fading is silent.
  void close() {
    isClosing = true;
    wake();
  }

  /// Whether everything that was mixed has been heard, and there is nothing to mix.
  boolean isResting() {
    return isResting;
  }

  /// How many of the frames that were mixed last are not heard yet.
  int lagFrames() {
    return lagFrames;
  }

  float level() {
    return level;
  }

  long underruns() {
    return underruns;
  }

  /// Without an output there is nothing to wait for; the keeper opens one when music is there.
  private boolean canRestWithoutOutput() {
    if (mixer.isSilent()) {
      isResting = true;
      lagFrames = 0;
      return true;
    }
    stopResting();
    return false;
  }

  private void stopResting() {
    if (isResting) {
      isResting = false;
      news.run();
    }
  }

  private boolean playOn(AudioOutput output) {
    if (!blockIsWaiting && mixer.isSilent() && mayRest(output)) {
      return false;
    }
    if (mixer.runsShort(BLOCK_FRAMES) && hasTime(output)) {
      LockSupport.parkNanos(this, PATIENCE_NANOS);
      return true;
    }
    if (!blockIsWaiting) {
      mixBlock();
    }
    write(output);
    return true;
  }

  /// Silence follows the last sound through the device; then the device may stand still.
  private boolean mayRest(AudioOutput output) {
    if (!isResting && silentFrames >= output.capacityFrames()) {
      isResting = true;
      level = 0;
      lagFrames = 0;
      news.run();
    }
    return isResting;
  }

  /// What the device still holds hides a feeder that is a little late.
  private static boolean hasTime(AudioOutput output) {
    return output.latencyFrames() > Math.min(output.capacityFrames() / 2, SAFE_FRAMES);
  }

  private void mixBlock() {
    silentFrames = mixer.isSilent() ? silentFrames + BLOCK_FRAMES : 0;
    stopResting();
    mixer.mix(block, BLOCK_FRAMES);
    if (!isStereo) {
      mixToMono();
    }
    level = rootMeanSquare();
    underruns = mixer.underruns();
  }

  /// A block that a device did not take goes to whichever output is there next.
  private void write(AudioOutput output) {
    blockIsWaiting = output.write(block, BLOCK_FRAMES) < BLOCK_FRAMES;
    if (blockIsWaiting) {
      slot.replaceByStandIn(output);
      news.run();
    }
    lagFrames = Math.max(0, output.latencyFrames() - silentFrames);
  }

  private void tellNews() {
    if (mixer.turningPoints() != toldTurningPoints) {
      toldTurningPoints = mixer.turningPoints();
      news.run();
    }
  }

  private void mixToMono() {
    for (int i = 0; i < block.length; i += 2) {
      float both = (block[i] + block[i + 1]) / 2;
      block[i] = both;
      block[i + 1] = both;
    }
  }

  private float rootMeanSquare() {
    float sum = 0;
    for (float sample : block) {
      sum += sample * sample;
    }
    return (float) Math.sqrt(sum / block.length);
  }
}
