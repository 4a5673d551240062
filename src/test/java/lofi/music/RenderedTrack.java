package lofi.music;

import java.util.Arrays;
import lofi.music.compose.SongPlan;
import lofi.music.measure.SoundReport;
import lofi.music.mix.StemGains;

/// A piece as the composer exports it, in memory.
record RenderedTrack(SongPlan plan, float[] left, float[] right) {
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

  SoundReport report() {
    return SoundReport.of(left, right);
  }

  /// The sound without its last seconds, where the piece fades.
  RenderedTrack body(double seconds) {
    int frames = left.length - (int) (seconds * 48_000);
    return new RenderedTrack(
        plan, Arrays.copyOf(left, frames), Arrays.copyOf(right, frames));
  }
}
