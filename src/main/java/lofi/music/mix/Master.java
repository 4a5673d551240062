package lofi.music.mix;

import lofi.music.dsp.Rate;

/// Joins songs to one stream of sound: sums what sounds at the moment, sets the level, and limits.
///
/// It renders fixed blocks and hands out any number of frames, so the size of a reader's buffer
/// changes nothing.
public final class Master {
  /// Fills one block with the sum of everything that sounds.
  public interface Input {
    void render(float[] left, float[] right);
  }

  private final Input input;
  private final Limiter limiter = new Limiter();
  private final StereoBlock block = new StereoBlock();
  private int at = Rate.BLOCK;

  public Master(Input input) {
    this.input = input;
    skip(Limiter.LATENCY);
  }

  /// Writes the next `frames` frames to `interleaved`.
  public void read(float[] interleaved, int frames) {
    int done = 0;
    while (done < frames) {
      refill();
      int count = Math.min(frames - done, Rate.BLOCK - at);
      interleave(interleaved, done, count);
      at += count;
      done += count;
    }
  }

  private void interleave(float[] out, int start, int frames) {
    float[] left = block.left;
    float[] right = block.right;
    int from = at;
    for (int i = 0; i < frames; i++) {
      out[2 * (start + i)] = left[from + i];
      out[2 * (start + i) + 1] = right[from + i];
    }
  }

  private void skip(int frames) {
    for (int skipped = 0; skipped < frames; ) {
      refill();
      int count = Math.min(frames - skipped, Rate.BLOCK - at);
      at += count;
      skipped += count;
    }
  }

  private void refill() {
    if (at == Rate.BLOCK) {
      input.render(block.left, block.right);
      limiter.apply(block);
      at = 0;
    }
  }
}
