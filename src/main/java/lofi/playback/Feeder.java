package lofi.playback;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lofi.audio.LiveSource;
import lofi.audio.PcmSource;
import org.jspecify.annotations.Nullable;

/// Reads a source ahead of its deck, as stereo at the mixer's rate, and closes it in the end.
///
/// Nobody has to wake it for more: what is ahead cannot run out faster than it sounds, so it may
/// sleep for half of that time.
final class Feeder implements Runnable {
  private static final int CHUNK_FRAMES = 1_024;
  private static final long LONGEST_SLEEP_MILLIS = 1_000;

  private final Deck deck;
  private final @Nullable Retake retake;
  private final Runnable whenReady;
  private final float[] chunk = new float[2 * CHUNK_FRAMES];
  private PcmSource source;
  private boolean toldReady;
  private volatile @Nullable Thread thread;

  /// @param whenReady is run once, when the deck could begin
  /// @param worker makes what was changed meanwhile anew
  Feeder(Deck deck, Runnable whenReady, Executor worker) {
    this.deck = deck;
    this.source = deck.resampledSource();
    this.whenReady = whenReady;
    this.retake = source instanceof LiveSource live ? new Retake(live, deck.ring(), worker) : null;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      while (!deck.isLetGo() && fill()) {
        sleepForHalfOfWhatIsAhead();
      }
    } finally {
      source.close();
    }
  }

  /// Lets it look again whether there is something to do.
  void wake() {
    LockSupport.unpark(thread);
  }

  /// Reads until there is no more room.
  ///
  /// @return false when the source is over
  boolean fill() {
    boolean isOver = false;
    followChanges();
    while (!isOver && !deck.isLetGo() && deck.hasRoomFor(CHUNK_FRAMES)) {
      isOver = readChunk() == PcmSource.OVER;
      followChanges();
      tellWhenReady();
    }
    return !isOver;
  }

  private void followChanges() {
    if (retake != null) {
      source = retake.source(this::wake);
    }
  }

  private int readChunk() {
    try {
      int frames = source.read(chunk, CHUNK_FRAMES);
      if (frames == PcmSource.OVER) {
        deck.complete(null);
      } else {
        deck.ring().write(asStereo(frames), frames);
      }
      return frames;
    } catch (IOException | RuntimeException e) {
      deck.complete("The audio could not be read any further: " + e.getMessage());
      return PcmSource.OVER;
    }
  }

  /// Gives both ears the one channel, from the back so that no sample is written over too early.
  private float[] asStereo(int frames) {
    for (int i = source.channels() == 1 ? frames - 1 : -1; i >= 0; i--) {
      chunk[2 * i] = chunk[i];
      chunk[2 * i + 1] = chunk[i];
    }
    return chunk;
  }

  private void tellWhenReady() {
    if (!toldReady && deck.isReady()) {
      toldReady = true;
      whenReady.run();
    }
  }

  private void sleepForHalfOfWhatIsAhead() {
    long aheadMillis = deck.ring().available() * 1_000L / Player.SAMPLE_RATE;
    long millis = Math.min(aheadMillis / 2, LONGEST_SLEEP_MILLIS);
    LockSupport.parkNanos(deck, TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
