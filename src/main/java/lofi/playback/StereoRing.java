package lofi.playback;

import java.util.concurrent.atomic.AtomicLong;
import lofi.audio.RealTime;

/// Stereo audio frames on their way from one feeder to `lofi-audio`; neither waits for the other.
final class StereoRing {
  private static final int BLOCK_FRAMES = 4_096;

  /// The feeder makes each block when it first gets there; the release in `write` publishes it.
  private final float[][] blocks;

  /// Frames put in and taken out since the beginning; each has one writer.
  private final AtomicLong written = new AtomicLong();

  private final AtomicLong taken = new AtomicLong();

  StereoRing(int frames) {
    this.blocks = new float[Math.ceilDiv(frames, BLOCK_FRAMES)][];
  }

  /// How many audio frames there is room for.
  int free() {
    return blocks.length * BLOCK_FRAMES - available();
  }

  /// Puts the first `frames` audio frames of `interleaved` in; the feeder has asked for room
  /// before.
  void write(float[] interleaved, int frames) {
    long place = written.getPlain();
    put(place, interleaved, frames);
    written.setRelease(place + frames);
  }

  /// Puts other frames in the place of some that were put in before and not taken out yet.
  ///
  /// @param place the first of them, counted from the beginning
  void rewrite(long place, float[] interleaved, int frames) {
    put(place, interleaved, frames);
    written.setRelease(written.getPlain());
  }

  /// Copies frames that were put in and not taken out yet, and leaves them there.
  @RealTime
  void look(long place, float[] interleaved, int frames) {
    for (int done = 0; done < frames; ) {
      int offset = (int) ((place + done) % BLOCK_FRAMES);
      int run = Math.min(frames - done, BLOCK_FRAMES - offset);
      System.arraycopy(blocks[blockAt(place + done)], 2 * offset, interleaved, 2 * done, 2 * run);
      done += run;
    }
  }

  /// Frames put in since the beginning.
  long written() {
    return written.getAcquire();
  }

  /// Frames taken out since the beginning.
  long taken() {
    return taken.getAcquire();
  }

  /// How many audio frames can be read.
  @RealTime
  int available() {
    return (int) (written.getAcquire() - taken.getAcquire());
  }

  /// Takes `frames` audio frames out, which are there as `available` has said.
  @RealTime
  void read(float[] interleaved, int frames) {
    long place = taken.getPlain();
    look(place, interleaved, frames);
    taken.setRelease(place + frames);
  }

  private void put(long place, float[] interleaved, int frames) {
    for (int done = 0; done < frames; ) {
      int offset = (int) ((place + done) % BLOCK_FRAMES);
      int run = Math.min(frames - done, BLOCK_FRAMES - offset);
      System.arraycopy(interleaved, 2 * done, blockToWrite(place + done), 2 * offset, 2 * run);
      done += run;
    }
  }

  private float[] blockToWrite(long frame) {
    int block = blockAt(frame);
    if (blocks[block] == null) {
      blocks[block] = new float[2 * BLOCK_FRAMES];
    }
    return blocks[block];
  }

  private int blockAt(long frame) {
    return (int) (frame / BLOCK_FRAMES % blocks.length);
  }
}
