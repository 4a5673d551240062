package lofi.music.mix;

import lofi.music.dsp.Rate;

/// One song as the stream plays it: from its first frame, through its length, until its echoes and
/// its bed of noise have faded under the next song.
public final class SongVoice {
  /// How long a song is heard under the one that follows it.
  public static final int TAIL = 4 * Rate.HZ;

  private final SongRenderer renderer;
  private final StereoBlock block = new StereoBlock();
  private final LoudnessTrim trim;
  private final long lengthFrames;
  private final long fadeInFrames;
  private int at = Rate.BLOCK;
  private long played;

  /// @param fadeInFrames how long it takes to come up; a song that follows another rises with it
  /// @param gain what brings the song to the loudness of all others, as far as that is known
  public SongVoice(SongRenderer renderer, long fadeInFrames, float gain) {
    this.renderer = renderer;
    this.fadeInFrames = fadeInFrames;
    lengthFrames = renderer.lengthFrames();
    trim = new LoudnessTrim(renderer.fullFromFrame(), gain);
    int skipped = SongRenderer.latencyFrames();
    while (skipped >= Rate.BLOCK) {
      renderer.render(block.left, block.right);
      skipped -= Rate.BLOCK;
    }
  }

  public boolean isOver() {
    return played >= lengthFrames + TAIL;
  }

  /// Adds the next `frames` frames from index `start` on.
  public void addTo(float[] left, float[] right, int start, int frames) {
    int done = 0;
    while (done < frames) {
      refill();
      int count = Math.min(frames - done, Rate.BLOCK - at);
      if (played >= fadeInFrames && played + count <= lengthFrames) {
        addHeld(left, right, start + done, count);
      } else {
        addFading(left, right, start + done, count);
      }
      at += count;
      played += count;
      done += count;
    }
  }

  private void refill() {
    if (at == Rate.BLOCK) {
      renderer.render(block.left, block.right);
      trim.apply(block);
      at = 0;
    }
  }

  private void addHeld(float[] left, float[] right, int start, int frames) {
    float[] fromLeft = block.left;
    float[] fromRight = block.right;
    int shift = at - start;
    int end = start + frames;
    for (int i = start; i < end; i++) {
      left[i] += fromLeft[i + shift];
      right[i] += fromRight[i + shift];
    }
  }

  private void addFading(float[] left, float[] right, int start, int frames) {
    for (int i = 0; i < frames; i++) {
      float gain = gainAt(played + i);
      left[start + i] += block.left[at + i] * gain;
      right[start + i] += block.right[at + i] * gain;
    }
  }

  private float gainAt(long frame) {
    if (frame < fadeInFrames) {
      return (float) frame / fadeInFrames;
    }
    if (frame < lengthFrames) {
      return 1;
    }
    return Math.max(0, 1 - (float) (frame - lengthFrames) / TAIL);
  }
}
