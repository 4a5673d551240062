package lofi.playback;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import lofi.audio.LiveSource;
import org.jspecify.annotations.Nullable;

/// Lets a change of a live source be heard soon, although seconds of it were read ahead.
///
/// The source is made anew from just ahead of the play head on a thread of its own, while the old
/// sound plays on. When it is there, it is written over what waits in the ring. All but that
/// thread's work belongs to the feeder.
final class Retake {
  /// How far ahead of the play head the ring may be written over; `lofi-audio` takes blocks of 11
  /// ms.
  private static final int MARGIN_FRAMES = 100 * Player.SAMPLE_RATE / 1_000;

  /// The old sound passes into the new one, so that nothing clicks.
  private static final int BLEND_FRAMES = 10 * Player.SAMPLE_RATE / 1_000;

  private static final int CHUNK_FRAMES = 1_024;

  private final StereoRing ring;
  private final Executor worker;
  private final AtomicReference<@Nullable Made> made = new AtomicReference<>();
  private final float[] fresh = new float[2 * CHUNK_FRAMES];
  private final float[] old = new float[2 * CHUNK_FRAMES];
  private LiveSource source;
  private int revision;
  private boolean isUnderWay;

  /// @param source empty when the attempt failed
  private record Made(@Nullable LiveSource source, long from) {}

  Retake(LiveSource source, StereoRing ring, Executor worker) {
    this.source = source;
    this.ring = ring;
    this.worker = worker;
    revision = source.revision();
  }

  /// What is to be read from now on.
  ///
  /// @param wake is run when it is worth to ask again
  LiveSource source(Runnable wake) {
    Made ready = made.getAndSet(null);
    if (ready != null) {
      isUnderWay = false;
      takeOver(ready);
    }
    if (!isUnderWay && source.revision() != revision) {
      revision = source.revision();
      makeAnew(wake);
    }
    return source;
  }

  private void makeAnew(Runnable wake) {
    long from = ring.taken() + MARGIN_FRAMES;
    if (from < ring.written()) {
      isUnderWay = true;
      LiveSource heard = source;
      worker.execute(() -> {
        made.set(make(heard, from));
        wake.run();
      });
    }
  }

  /// Of the worker: what was played meanwhile is left out here, since the feeder has better things
  /// to do.
  private Made make(LiveSource heard, long from) {
    LiveSource changed = null;
    try {
      changed = heard.changedFrom(from);
      return new Made(changed, catchUp(changed, from, new float[2 * CHUNK_FRAMES]));
    } catch (IOException | RuntimeException | Error e) {
      log().log(Level.ERROR, "A change of the mix is heard late", e);
      if (changed != null) {
        changed.close();
      }
      return new Made(null, from);
    }
  }

  /// Reads on from `place` to the first audio frame that may be written over, and says which it is.
  private long catchUp(LiveSource changed, long place, float[] unheard) throws IOException {
    long reached = place;
    for (long gap = behind(reached); gap > 0; gap = behind(reached)) {
      reached += read(changed, unheard, gap);
    }
    return reached;
  }

  /// How many audio frames lie between `place` and the first that may be written over.
  private long behind(long place) {
    return Math.min(ring.taken() + MARGIN_FRAMES, ring.written()) - place;
  }

  private void takeOver(Made ready) {
    LiveSource changed = ready.source;
    if (changed == null) {
      return;
    }
    try {
      // A block or two were played since the worker looked.
      rewrite(changed, catchUp(changed, ready.from, fresh), ring.written());
    } catch (IOException | RuntimeException e) {
      log().log(Level.ERROR, "A change of the mix cannot be read", e);
      changed.close();
      return;
    }
    source.close();
    source = changed;
  }

  private void rewrite(LiveSource changed, long start, long end) throws IOException {
    for (long place = start; place < end; ) {
      int frames = read(changed, fresh, end - place);
      if (place < start + BLEND_FRAMES) {
        ring.look(place, old, frames);
        blend((int) (place - start), frames);
      }
      ring.rewrite(place, fresh, frames);
      place += frames;
    }
  }

  private static int read(LiveSource changed, float[] chunk, long most) throws IOException {
    int frames = changed.read(chunk, (int) Math.min(most, CHUNK_FRAMES));
    if (frames == LiveSource.OVER) {
      throw new IOException("It ended earlier than before");
    }
    return frames;
  }

  /// Both are the same music, so their amplitudes are shared out.
  private void blend(int blended, int frames) {
    for (int i = 0; i < frames; i++) {
      float share = Math.min(1f, (float) (blended + i) / BLEND_FRAMES);
      fresh[2 * i] = old[2 * i] + (fresh[2 * i] - old[2 * i]) * share;
      fresh[2 * i + 1] = old[2 * i + 1] + (fresh[2 * i + 1] - old[2 * i + 1]) * share;
    }
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.playback");
  }
}
