package lofi.music;

import java.util.Arrays;
import lofi.generation.StemGains;
import lofi.music.compose.SongPlan;
import lofi.music.measure.SoundReport;

/// A piece as the composer exports it, in memory.
final class RenderedTrack {
  private final SongPlan plan;
  private final float[] left;
  private final float[] right;

  private RenderedTrack(SongPlan plan, float[] left, float[] right) {
    this.plan = plan;
    this.left = left;
    this.right = right;
  }

  static RenderedTrack of(String prompt, long seed, double seconds) {
    var renderer = new TrackRenderer(prompt, seed, seconds);
    return of(renderer, renderer.measureGain(), new StemGains());
  }

  static RenderedTrack of(TrackRenderer renderer, double gain, StemGains stems) {
    TrackRenderer.Playback playback = renderer.open(gain, stems);
    int frames = (int) renderer.lengthFrames();
    float[] left = new float[frames];
    float[] right = new float[frames];
    float[] chunk = new float[8_192];
    int at = 0;
    for (int n = playback.read(chunk, 4_096); n > 0; n = playback.read(chunk, 4_096)) {
      for (int i = 0; i < n; i++) {
        left[at + i] = chunk[2 * i];
        right[at + i] = chunk[2 * i + 1];
      }
      at += n;
    }
    return new RenderedTrack(renderer.plan(), left, right);
  }

  SongPlan plan() {
    return plan;
  }

  float[] left() {
    return left;
  }

  float[] right() {
    return right;
  }

  float[] mono() {
    float[] mono = new float[left.length];
    for (int i = 0; i < mono.length; i++) {
      mono[i] = (left[i] + right[i]) / 2;
    }
    return mono;
  }

  SoundReport report() {
    return SoundReport.of(left, right);
  }

  /// The sound with other samples, for pieces that are broken on purpose.
  RenderedTrack with(float[] otherLeft, float[] otherRight) {
    return new RenderedTrack(plan, otherLeft, otherRight);
  }

  RenderedTrack copy() {
    return with(Arrays.copyOf(left, left.length), Arrays.copyOf(right, right.length));
  }
}
